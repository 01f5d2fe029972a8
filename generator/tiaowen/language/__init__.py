"""How the texts speak: numbers with their units, sentences and clauses, amounts. Used by every kind of fact; knows no
stage.
"""
