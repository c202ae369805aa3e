"""Adverbials that may stand between a cue and its subject or its content: days, places, media, hearers."""

from __future__ import annotations

import re

DAYS = r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier|aujourd['’]hui|demain"
MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
MEDIA = (
    r"AFP|Reuters|AP|ATS|Keystone-ATS|Belga|APS|La\s+Presse\s+Canadienne|CNN|BBC|RTL|RTBF|RTS|BFM\s?TV|LCI|RMC"
    r"|CNews|franceinfo|France\s?(?:Info|Inter|Bleu|Culture|Télévisions|24|\d)|Europe\s?1|Radio-Canada|TVA|RFI|TF1"
)

ADVERBIAL = re.compile(
    rf"""\s*,?\s*(?:
      (?:ce\s+|dès\s+|le\s+|dans\s+la\s+(?:nuit|soirée|matinée|journée)\s+de\s+)?(?:{DAYS})
        (?:\s+(?:matin|midi|soir|après-midi|dernier))?
        (?:\s+(?:1er|\d{{1,2}})(?:\s+(?:{MONTHS}))?(?:\s+\d{{4}})?)?
    | (?:dès|depuis|en|début|fin|mi-)\s*(?:(?:{MONTHS})(?:\s+(?:\d{{4}}|dernier))?|\d{{4}})
    | le\s+(?:lendemain|surlendemain|jour\s+même|même\s+jour|soir\s+même)(?:\s+(?:matin|midi|soir))?
    | la\s+(?:veille|semaine\s+(?:dernière|passée|précédente))(?:\s+au\s+soir)?
    | l['’](?:avant-veille|an\s+dernier)
    | (?:ce|cet|cette)\s+(?:matin|midi|soir|après-midi|semaine|nuit)
    | (?:le|ce)\s+(?:1er|\d{{1,2}})\s+(?:{MONTHS})(?:\s+\d{{4}})?
    | (?:à|auprès\s+de|pour|devant|au\s+micro\s+de|sur|dans|chez)\s+(?:l['’]|la\s+|le\s+|les\s+)?
        (?:agence\s+)?(?:{MEDIA})
    | (?:à|devant|face\s+à)\s+(?:la|les|des)\s+
        (?:presse|médias|journalistes|télévision|radio|députés|sénateurs|élus|parlementaires
          |policiers|enquêteurs)
    | aux?\s+(?:micro\s+(?:de|d['’]|du)\s*[\w’'-]+(?:\s+[A-Z\d][\w’'-]*)*|journalistes|médias|députés
        |policiers|quotidien|journal|magazine|site|Monde|Figaro|Parisien|Temps|Devoir|Soir)
    | (?:à|sur)\s+(?:Twitter|X|Facebook|Instagram|LinkedIn|TikTok|(?:son|leur)\s+compte\s+\w+|place)
    | sur\s+(?:le\s+plateau|les\s+ondes|l['’]antenne)\s+d['’e]\s*[\w’'-]+ | à\s+l['’]antenne
    | (?:dans|par|lors\s+d['’]|via|à\s+l['’]issue\s+d['’]|au\s+cours\s+d['’])\s*(?:un|une)\s+
        (?:communiqué|tweet|message|interview|entretien|lettre|tribune|vidéo|discours|allocution|billet|courriel
          |(?:conférence|point|note|rencontre)\s+(?:de|avec\s+la)\s+presse|déclaration|publication|post)
        (?:\s+(?:de\s+presse|commun|conjoint|publié|diffusé|transmis|accordé|télévisé|posté)e?)*
    | (?:la\s+(?:semaine|veille)|le\s+(?:mois|lendemain)|l['’](?:an|année))
        (?:\s+(?:derni[eè]re?|passée?|précédente?|même|matin|soir|suivante?))?
        (?!\s+(?:d['’]|d[eu]s?\b)|\s*[«"“])
    | en\s+(?:début|fin|milieu)\s+de\s+(?:semaine|journée|matinée|soirée|mois|séance)
    | de\s+(?:son|leur)\s+côté | pour\s+(?:sa|leur)\s+part | quant\s+à\s+(?:lui|elle|eux|elles)
    | (?:(?:très|tout\s+aussi|plus|assez|plutôt|fort)\s+)?(?!comment\b)\w+ment\b
    | à\s+son\s+tour | à\s+nouveau | de\s+nouveau | d['’]abord | par\s+ailleurs
    | à\s+(?:cette|la\s+même)\s+occasion | à\s+(?:plusieurs|maintes|de\s+nombreuses|deux|trois)\s+reprises
    | en\s+(?:revanche|effet|outre|clair|somme|résumé|préalable|bref|tout\s+cas|même\s+temps|tête)
    | (?:au|par)\s+téléphone | au\s+bout\s+du\s+fil
    | dans\s+les\s+colonnes\s+d(?:u\s+|e\s+la\s+|e\s+l['’]|es\s+|e\s+|['’])[\w’'-]+(?:\s+[A-ZÀ-Þ][\w’'-]*)*
    | par\s+contre | au\s+(?:contraire(?!\s+d)|passage|final|préalable|total|demeurant)
    | du\s+(?:reste|coup|même\s+coup) | à\s+l['’]inverse(?!\s+d) | de\s+plus | dans\s+la\s+foulée
    | dans\s+(?:un|le\s+même)\s+(?:premier\s+)?(?:temps|souffle)
    | (?:tout\s+)?au\s+long\s+de\s+(?:la|cette|sa)\s+\w+ | une\s+(?:nouvelle|énième|première|dernière)\s+fois
    | d['’](?:entrée(?:\s+de\s+jeu)?|emblée|un\s+ton\s+\w+|une\s+voix\s+\w+)
    | a\s+(?:contrario|priori|posteriori) | in\s+fine | mezz[ao]\s+voce | tout\s+de\s+go | du\s+tac\s+au\s+tac
    | haut\s+et\s+fort | bec\s+et\s+ongles | mordicus | à\s+demi-mot | à\s+mots\s+couverts
    | sur\s+un\s+ton\s+\w+ | désormais | maintenant | plutôt | souvent | parfois | bientôt | volontiers
    | aussi | encore | ensuite | enfin | ainsi | alors | même | déjà | depuis | bien | aussitôt | hier
    | toutefois | cependant | néanmoins | pourtant | d['’]ailleurs | tout\s+de\s+même | (?:lui|elle)\s+aussi
    | (?:lui|elle|eux|elles)(?:-mêmes?)? | d['’]emblée | en\s+vain | entre\s+autres | ,
    | d['’]entrée(?:\s+de\s+jeu)?
    | il\s+y\s+a\s+(?:peu|(?:\w+|\d+)\s+(?:jours|semaines|mois|heures|ans|années))
    | sans\s+(?:détours?|ambages|rire|surprise|hésiter) | avec\s+(?:force|humour|ironie)
    | en\s+(?:conférence\s+de\s+presse|réponse|substance|conclusion|préambule|introduction|direct|exclusivité
        |privé|souriant|riant|plaisantant|larmes|anglais|français
        |marge\s+(?:de\s+(?:la\s+|l['’])?|d['’](?:une?\s+)?|du\s+|des\s+)[\w’'-]+
          (?:\s+(?:de|du|des|aux?|à|d['’])\s*(?:la\s+|l['’])?[\w’'-]+)?)
    | \([^()]{{1,60}}\)
    )(?![\w-])""",
    re.VERBOSE | re.IGNORECASE,
)


def skip_adverbials(text: str, at: int, end: int) -> int:
    """The offset after the adverbials that begin at `at`: days, places, « à l'AFP », « pour sa part ».

    >>> text = " mardi à l'AFP le maire"
    >>> text[skip_adverbials(text, 0, len(text)):]
    ' le maire'
    """
    while (match := ADVERBIAL.match(text, at, end)) and match.end() > at:
        at = match.end()
    return at
