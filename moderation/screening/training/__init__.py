"""How ``tagger.bin`` is made: text that we wrote, copies of it made by a program, and one command. Not used at run time."""
