"""What rules cannot settle, judged by small logistic models trained on annotated articles.

`model` holds the weights (`indexer/models/learnt.json`, made by `make train`), the other modules say what a
model looks at, `train` makes the file. The features are shapes and closed classes of words; the only
words of the annotated articles among them are single reporting verbs of the lexicon.
"""

from indexer.extraction.learnt.model import Model, model

__all__ = ["Model", "model"]
