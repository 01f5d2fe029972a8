"""The language of official texts: words, and the small grammars built from them. Base modules; every stage may ask them."""
