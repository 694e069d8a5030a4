"""General words: which words people write in English, and how often. The one file that knows the word list outside `ingest`."""

from collections.abc import Mapping
from functools import cache

RAREST = 1.5
"""On Zipf's scale: what is rarer is as often a slip of the keyboard as a word."""


@cache
def general_words() -> Mapping[str, float]:
    """Each English word that people write at times, small, with how common it is on Zipf's scale: log10 of its occurrences in a
    thousand million words, from `RAREST`. British and American spellings are in it, frequent slips ("realy", 2.8) too.

    Source: wordfreq's large list (Speer 2022), made of subtitles, books, news, the web and social media.
    """
    from wordfreq import get_frequency_list

    bins = enumerate(get_frequency_list("en", wordlist="large"))
    return {word: 9 - place / 100 for place, words in bins for word in words if 9 - place / 100 >= RAREST}
