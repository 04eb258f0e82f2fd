"""The map in words: the pattern statement and every pathway as a sentence, to be read aloud and written anew."""
