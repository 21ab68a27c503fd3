"""Speed as ratios: eBOK beside a bare aiogram bot that makes the same Bot API calls.

``make bench`` runs everything in some minutes, prints a table and writes ``var/bench.json``; after
a change, ``.venv/bin/python -m benchmarks --only saldo --storage sqlite --quick`` says in a minute
where it went. Three kinds of process, so that nobody's work is counted as another's:

* the bot under test: ``python -m bot run``, or ``benchmarks.bare``; its CPU seconds come from the
  operating system, all threads, user and system together;
* this program, which is the load and a Bot API server of the few methods that are called;
* PostgreSQL and Valkey from their wheels, where that storage is measured.

Residents of ``examples/cooperative`` register and log in through their chats, as people would.
Then eBOK is watched pressing once, and the bare bot plays the same calls with the same contents.
Rounds alternate (bare, eBOK, bare, …) while the other bot is stopped. A wave is one press in each
of 16 chats at the same moment; the next wave begins when all of them are answered. A press of
``Saldo`` is followed by one of ``Menu``, the way back, which has a line of its own, so every press
changes the screen. Typed answers are the first five of a registration (the PESEL among them), each
round in chats that nobody has written in; the way to the first question is not counted.

A ratio is eBOK's presses per CPU second divided by the bare bot's: 1 is as good as bare aiogram.
A latency is the time from the press until the bot's last call for it has arrived. Compare ratios
between machines and days, never milliseconds.
"""
