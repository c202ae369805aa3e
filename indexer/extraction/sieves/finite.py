"""Whether a stretch of the narrator's words holds a finite verb: a clause, not a phrase."""

from __future__ import annotations

import re

_FINITE = re.compile(
    r"(?i)(?<![\w’'-])(?:[nsmtcl]['’])?(?:a|ont|est|sont|va|vont|fait|font|peut|peuvent|doit|doivent|faut|veut|veulent"
    r"|restent?|demeurent?|semblent?|paraît|dit|disent|voit|voient|met|mettent|prend|prennent|tient|tiennent|vient"
    r"|viennent|devient|permet|permettent|risquent?|sait|savent|connaît|suffit|existent?|constituent?|représentent?"
    r"|concernent?|touchent?|montrent?|jugent?|pensent?|veillent?|comptent?|accueillent?|approuvent?|soutiennent"
    r"|affirment|estiment|souhaitent?|attend|attendent|perd|perdent|gagnent?|porte|portent|donnent?|répond|répondent"
    r"|reçoit|reçoivent|sert|servent|sort|sortent|part|partent|vit|vivent|meurt|suit|suivent|s['’]agit|y\s+a"
    r"|\w+(?:ait|aient|erai|era|eront|irai|ira|iront|dra|dront|tra|tront|erait|irait|èrent|irent|urent))(?:-t)?(?![\w’'])"
)
_AFTER_PRONOUN = re.compile(
    r"(?i)(?<![\w’'-])(?:il|elle|ils|elles|on|qui|c['’]|j['’]|je|nous|vous)\s*(?:n['’e]\s*|s['’e]\s*|l['’]|y\s+|en\s+)*[a-zà-ÿ]{2,}"
)
_NOT = re.compile(
    r"(?i)^(?:lait|fait\s+divers|trait|souhait|retrait|portrait|extrait|attrait|forfait|parfait|bienfait|secrétariat)$"
)


def has_finite(text: str) -> bool:
    """Whether a stretch of text holds a finite verb form.

    >>> has_finite("les prix ont baissé"), has_finite("une baisse des prix")
    (True, False)
    """
    return any(not _NOT.match(m.group()) for m in _FINITE.finditer(text)) or bool(_AFTER_PRONOUN.search(text))
