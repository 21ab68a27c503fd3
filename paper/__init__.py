"""What is drawn: PDF and QR codes, in the words of the catalogues. It knows no Telegram; libraries
that draw are imported where they are used, because most of the program never needs them."""
