"""What Telegram makes a link, tag, mention or command of by itself: cases that the tests of its own
library decide (tdlib/td, test/message_entities.cpp), and how finds live with given entities."""

from typing import Any

import pytest

from sandbox_tests.conftest import Api
from telegram_sandbox.client import Chat
from telegram_sandbox.formatting.detect import find


def found(text: str, *kinds: str) -> list[str]:
    return [text[start:end] for kind, start, end in find(text) if kind in kinds]


def cases(table: str) -> list[tuple[str, list[str]]]:
    """One case a line: the text, and behind a bar what is found in it."""
    lines = (line.strip() for line in table.strip().splitlines())
    pairs = (line.partition(" |") for line in lines if line)
    return [(text.strip(), wanted.split()) for text, _, wanted in pairs]


@pytest.mark.parametrize(
    ("text", "wanted"),
    cases("""
        @mention | @mention
        (@mention) | @mention
        @abc @xyz @abc @xyz @xxx@yyy @ttt |
        @abcde @xyzxy @xxxxx@yyyyy @ttttt | @abcde @xyzxy @xxxxx @ttttt
        no@mention |
        нет@mention |
        @n |
        @abcdefghijklmnopqrstuvwxyz123456 | @abcdefghijklmnopqrstuvwxyz123456
        @abcdefghijklmnopqrstuvwxyz1234567 |
        @ya @gif @wiki @vid @pic @ImDb @giff @cap @y @yar @bin | @gif @wiki @vid @pic @ImDb @giff
        @1234 @_abc | @1234 @_abc
    """),
)
def test_mentions(text: str, wanted: list[str]) -> None:
    assert found(text, "mention") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    cases("""
        /abc | /abc
        (/abc) | /abc
        /a@abc | /a@abc
        /a@b |
        /a@ |
        /@bfdsa |
        /test/ |
        a/b |
        </abc> |
        /abc, /def. | /abc /def
    """),
)
def test_commands(text: str, wanted: list[str]) -> None:
    assert found(text, "bot_command") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    cases("""
        # |
        ### |
        #a | #a
        .#я. | #я
        я#a |
        #a# |
        #123 |
        #123a | #123a
        #a123 | #a123
        #123a# |
        #a#b #c #d | #c #d
        #te·st | #te·st
        #a\u2122 | #a
        #a൹ | #a
        #aඁං෴ก฿ | #aඁං෴ก
        #zażółć_gęślą-jaźń | #zażółć_gęślą
    """),
)
def test_hashtags(text: str, wanted: list[str]) -> None:
    assert found(text, "hashtag") == wanted


def test_a_hashtag_has_256_letters_at_most_and_one_of_them_is_none_of_the_digits() -> None:
    assert found("#" + "1" * 256 + "a", "hashtag") == []
    assert found("#" + "1" * 255 + "я", "hashtag") == ["#" + "1" * 255 + "я"]
    assert found("#" + "1" * 255 + "a" + "b" * 255 + "#", "hashtag") == []
    long = "1" * 200 + "ООО" + "2" * 200
    assert found(f"😄 😄#{long}", "hashtag") == [f"#{long[:256]}"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    cases("""
        $ |
        $$$ |
        $a |
        $я |
        $abc |
        $A | $A
        $AB | $AB
        $ABС |
        $АBC |
        $ABCDEFGH | $ABCDEFGH
        $ABCDEFGHJ |
        $ABCDEFGH1 |
        $$XYZ |
        $XYZ$ |
        $ABC1 |
        $1ABC |
        1$ABC |
        А$ABC |
        $ABC$DEF $GHI $KLM | $GHI $KLM
        $1INC |
        $1INCH | $1INCH
        ...$1INCH... | $1INCH
        $1inch |
        $1INCHA |
        \u2122$ABC\u2122 | $ABC
        $ABC൹ | $ABC
        $ABCඁ |
        $ABC฿ | $ABC
    """),
)
def test_cashtags(text: str, wanted: list[str]) -> None:
    assert found(text, "cashtag") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    cases("""
        tg:// |
        tg://a | tg://a
        stg://a | tg://a
        ton:asd tg:test ton://resolve TON://_-RESOLVE_- | ton://resolve TON://_-RESOLVE_-
        tg:/test/ |
        tg://test/ | tg://test/
        tg://test/? | tg://test/
        tg://test/# | tg://test/#
        tg://test? | tg://test
        tg://test# | tg://test
        tg://test/?.:;,('?!` | tg://test/
        tg://test?asdf | tg://test?asdf
        tg://test?as‖df | tg://test?as
        tg://test?as<df | tg://test?as
        tg://test?as"df | tg://test?as
        tg://test?as»df | tg://test?as
        tg://test?as(df | tg://test?as(df
        tg://test?as]df | tg://test?as]df
        tg://test/―asd―?a=―#―― | tg://test/―asd―?a=―#――
        tg://%30/sccct |
        tg://test:asd@google.com:80 | tg://test
        tg://google.com | tg://google
        tg://б.а.н |
    """),
)
def test_links_into_telegram(text: str, wanted: list[str]) -> None:
    links = found(text, "url")
    assert [link for link in links if link.lower().startswith(("tg:", "ton:"))] == wanted


LINKS = cases("""
    telegram.org | telegram.org
    (telegram.org) | telegram.org
    .telegram.org) |
    ()telegram.org/?q=() | telegram.org/?q=()
    "telegram.org" | telegram.org
    telegram. org. www. com... telegram.org... ...google.com... | telegram.org
    Adres: http://www.google.com albo telegram.org. | http://www.google.com telegram.org
    http://google,.com |
    http://telegram.org/?asd=123#123. | http://telegram.org/?asd=123#123
    [http://google.com](test) | http://google.com
    . |
    .? |
    http://@google.com |
    http://@@google.com |
    http://a@google.com | http://a@google.com
    google.com:᪉᪉᪉᪉᪉ | google.com
    https://telegram.org | https://telegram.org
    ftp://telegram.org | ftp://telegram.org
    ftps://telegram.org |
    sftp://telegram.org |
    hTtPs://telegram.org | hTtPs://telegram.org
    аHTTP://telegram.org | HTTP://telegram.org
    sHTTP://telegram.org |
    ://telegram.org |
    URL: .com |
    http://.com |
    ,ahttp://google.com | http://google.com
    .ahttp://google.com |
    http://1.0 |
    http://a.0 |
    http://a.a |
    google.com:1#ab c | google.com:1#ab
    google.com:1# | google.com:1
    google.com:000000065535/abs | google.com:000000065535/abs
    google.com:000000065536/abs | google.com
    google.com:0000000/abs | google.com
    google.com:/abs | google.com
    google.com:65535 | google.com:65535
    google.com:65536 | google.com
    google.com:100000 | google.com
    127.001 |
    127.0.0.1 | 127.0.0.1
    127.0.0.01 |
    127.0.0.256 |
    127.0.0.1000 |
    1.0 |
    www.🤙.tk | www.🤙.tk
    a.ab |
    ТеСт.Москва |
    ТеСт.МоСкВΑ |
    ТеСт.МоСкВа | ТеСт.МоСкВа
    ТеСт.МоСкВач |
    http://ÀТеСт.МоСкВач | http://ÀТеСт.МоСкВач
    ÀÁ.com,ÀÁ.com. | ÀÁ.com ÀÁ.com
    teiegram.org/test |
    TeiegraM.org/test |
    http://test.google.com/?q=abc()}[]def | http://test.google.com/?q=abc()
    http://test.google.com/?q=abc([{)]}def | http://test.google.com/?q=abc([{)]}def
    http://test.google.com/?q=abc(){}]def | http://test.google.com/?q=abc(){}
    http://test.google.com/?q=abc){}[]def | http://test.google.com/?q=abc
    http://test.google.com/?q=abc(){}[]def | http://test.google.com/?q=abc(){}[]def
    http://test-.google.com |
    http://test_.google.com | http://test_.google.com
    http://google_.com |
    http://google._com_ |
    http://[2001:4860:0:2001::68]/ |
    /.b/..a    @.....@/. a.ba | a.ba
    bbbbbbbbbbbbbb.@.@ |
    http://google.com/ | http://google.com/
    http://google.com? | http://google.com
    http://google.com## | http://google.com##
    http://google.com/? | http://google.com/
    https://www.google.com/ab, | https://www.google.com/ab
    @. |
    go#ogle.com гришка.рф hsighsdf gi почта.рф | гришка.рф почта.рф
    ✪df.ws/123 xn--80afpi2a3c.xn--p1ai | ✪df.ws/123 xn--80afpi2a3c.xn--p1ai
    (jak http://foo.com/blah_blah_(Стакан_007)) | http://foo.com/blah_blah_(Стакан_007)
    <http://foo.com/blah_blah> | http://foo.com/blah_blah
    http://userid:password@example.com:8080 | http://userid:password@example.com:8080
    rdar://1234 x-yojimbo-item://6303E4C1-xxxx-45A6-AB9D-3A908F59AE0E |
    www.➡️.ws/䨹 | www.➡️.ws/䨹
    <tag>http://example.com</tag> | http://example.com
    abc_sdf.aweawe-sdfs.com | abc_sdf.aweawe-sdfs.com
    google.com?qwe google.com#qwe | google.com?qwe google.com#qwe
    google.com/? google.com/# | google.com/ google.com/#
    https://t.… |
    ('http://telegram.org/a-b/?br=ie&lang=en',) | http://telegram.org/a-b/?br=ie&lang=en
    https://ai.telegram.org/bot%20bot/test-... | https://ai.telegram.org/bot%20bot/test-
    https://a.bc@c.com | https://a.bc@c.com
    https://a.de/bc@c.com | https://a.de/bc@c.com
    https://a.bcde.fg@c.com | https://a.bcde.fg@c.com
    https://a:h.bcde.fg@c.com | https://a:h.bcde.fg@c.com
    https://de/bc@c.com |
    https://de\\bc@c.com | https://de\\bc@c.com
    https://a.bc@test.com:cd.com | https://a.bc@test.com cd.com
    telegram.Org |
    telegram.ORG | telegram.ORG
    a.b.c.com.a.b.c |
    File '/usr/views.py' |
    @views.py' |
    #views.py' |
    'views.py' | views.py
    bug.http://test.com/test/+# |
    //AB.C.D.E.F.GH// |
    Look :test@example.com | :test@example.com
    http://test.com?# | http://test.com?#
    https://t.me/abcdef… | https://t.me/abcdef
    https://t.me… | https://t.me
    https://t.m… |
    👉http://ab.com/cdefgh-1IJ | http://ab.com/cdefgh-1IJ
    ...👉http://ab.com/cdefgh-1IJ |
    http://test―‑@―google―.―com―/―–―‐―/―?―‑―#―― | http://test―‑@―google―.―com―/―–―‐―/―?―‑―#――
    http://google.com/‖ | http://google.com/
    abc@c.com@d.com |
    a:b?@gmail.com |
    a#:b@gmail.com |
    a!:b@gmail.com | a!:b@gmail.com
    http://test_.com |
    _test.com |
    _.test.com | _.test.com
""")


@pytest.mark.parametrize(("text", "wanted"), LINKS)
def test_links(text: str, wanted: list[str]) -> None:
    assert found(text, "url") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    cases("""
        a.bc@c.com | a.bc@c.com
        A@a.a.a.ab | A@a.a.a.ab
        Look mailto:test@example.com | test@example.com
        test@test.software | test@test.software
        https://a.de[bc@c.com | bc@c.com
        https://a.de)bc@c.com | bc@c.com
        https://de'bc@c.com | bc@c.com
        a@b@c.com |
        a@b.com:c@1 | a@b.com
        a@localhost |
        a@a.a.a.a.a.a.a.ab |
        abcdefghijklmnopqrstuvwxyz0.a@aa.ab |
        a.abcdefghijklmnopqrstuvwxyz012345678@aa.ab | a.abcdefghijklmnopqrstuvwxyz012345678@aa.ab
        a@-b.ab |
        a@a.abcdefghi |
        a@ab_d.aA-sd.0.9.0-9.ABOYZ | a@ab_d.aA-sd.0.9.0-9.ABOYZ
    """),
)
def test_addresses(text: str, wanted: list[str]) -> None:
    assert found(text, "email") == wanted


async def entities(api: Api, chat: Chat, text: str, **more: Any) -> list[tuple[str, int, int]]:
    sent = await api.ok("sendMessage", chat_id=chat.id, text=text, **more)
    return [(e["type"], e["offset"], e["length"]) for e in sent.get("entities", [])]


async def test_all_kinds_stand_side_by_side(api: Api, chat: Chat) -> None:
    assert await entities(api, chat, "  /test @abaca #ORD $ABC  telegram.org ") == [
        ("bot_command", 0, 5),
        ("mention", 6, 6),
        ("hashtag", 13, 4),
        ("cashtag", 18, 4),
        ("url", 24, 12),
    ]


async def test_where_two_meet_the_earlier_and_longer_one_stays(api: Api, chat: Chat) -> None:
    assert await entities(api, chat, "a.pl/#tag @name@example.com") == [
        ("url", 0, 9),
        ("mention", 10, 5),
    ]


async def test_nothing_is_found_in_code_and_links(api: Api, chat: Chat) -> None:
    text = "<code>a.pl</code> <a href='t.me'>@name</a> <b>#tag</b>"

    assert await entities(api, chat, text, parse_mode="HTML") == [
        ("code", 0, 4),
        ("text_link", 5, 5),
        ("bold", 11, 4),
        ("hashtag", 11, 4),
    ]
