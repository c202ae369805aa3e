"""Files made to hurt: three hundred of them, each with what it tries. No two runs differ."""

from __future__ import annotations

import gzip
import json
import random
import zlib
from collections.abc import Iterator

MEGABYTE = 1 << 20
PORT = "Le port de Brénac rouvre lundi. « Les quais tiendront », assure la capitaine Odile Faure."

XXE = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<rss version="2.0"><channel><item><title>a</title><description>&x;</description></item></channel></rss>"""
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    + "]><rss><channel><item><description>&a11;</description></item></channel></rss>"
)


def rss(inside: str) -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><item>{inside}</item></channel></rss>'


def members(count: int, size: int) -> bytes:
    """A .gz of many parts."""
    return gzip.compress(b"a" * size) * count


def _made() -> Iterator[tuple[str, bytes | str]]:
    """The files written by hand, one idea each."""
    yield "bombe.txt.gz", gzip.compress(b"a" * 12 * MEGABYTE)
    yield "bombe-lignes.jsonl.gz", gzip.compress((json.dumps({"text": "a" * 999}) + "\n").encode() * 50_000)
    yield "bombe-deux-fois.gz", gzip.compress(gzip.compress(b"\0" * 12 * MEGABYTE))
    yield "bombe-nulle.gz", gzip.compress(b"\0" * 12 * MEGABYTE)
    yield "mille-parts.gz", members(20_000, 0)
    yield "coupe.jsonl.gz", gzip.compress(json.dumps({"text": PORT}).encode())[:-3]
    yield "faux.gz", b"\x1f\x8b\x08\0\0\0\0\0" + b"\xff" * 999
    yield "somme-fausse.gz", gzip.compress(PORT.encode())[:-8] + b"\0" * 8
    yield "brut.zlib", zlib.compress(PORT.encode())
    yield "profond.json", "[" * 500_000
    yield "profond-objets.json", '{"a":' * 500_000
    yield "profond.jsonl", '{"text":' + "[" * 500_000 + "]" * 500_000 + "}"
    yield "profond-clos.json", '{"text": "a", "x": ' + "[" * 900 + "]" * 900 + "}"
    yield "chiffres.json", '[{"text": ' + "9" * 5_000_000 + "}]"
    yield "chiffres.jsonl", '{"text": "Le port", "date": ' + "9" * 5_000_000 + "}"
    yield "infini.json", '[{"text": Infinity}]'
    yield "cles.json", "{" + ",".join(f'"k{n}": {n}' for n in range(300_000)) + "}"
    yield "virgules.json", "[" + "," * 5_000_000 + "]"
    yield "nombres.json", "[" + "1," * 2_000_000 + "1]"
    yield "nombres.jsonl", "1\n" * 2_000_000
    yield "chaine-ouverte.json", '[{"text": "' + "a" * 9_000_000
    yield "ligne-geante.jsonl", '{"text": "' + "a" * 9_000_000 + '"}\n' + json.dumps({"text": PORT})
    yield "ligne-geante.txt", "a" * 9_000_000
    yield "ligne-geante.csv", "id,texte\n1," + "a" * 9_000_000
    yield "guillemet-ouvert.csv", 'id,texte\n1,"' + "a\n" * 9_000_000
    yield "colonnes.csv", "texte," + "," * 3_000_000 + "\n" + "a," * 3_000_000
    yield "guillemets.csv", 'id,texte\n1,"' + '""' * 2_000_000
    yield "rangs-vides.csv", "id,texte\n" + ",\n" * 2_000_000
    yield "blancs.txt", " " * 3_000_000 + "a"
    yield "lignes-vides.txt", "\n" * 3_000_000 + PORT
    yield "tirets.txt", "---\n" * 500_000
    yield "en-tete-geant.txt", "---\n" + "cle: valeur\n" * 200_000 + "---\n" + PORT
    yield "cle-geante.txt", "---\n" + "a" * 3_000_000 + ": b\n---\n" + PORT
    yield "date-geante.txt", "date " + "1" * 3_000_000
    yield "dates.txt", "date: " + "lundi " * 400_000
    yield "nul.txt", PORT + "\0" + PORT
    yield "nul-loin.txt", PORT * 2_000 + "\0"
    yield "bom-double.txt", b"\xef\xbb\xbf" * 2 + PORT.encode()
    yield "bom-seul.txt", b"\xef\xbb\xbf"
    yield "utf16.txt", PORT.encode("utf-16")
    yield "utf16-sans-bom.txt", PORT.encode("utf-16-le")
    yield "utf32.txt", PORT.encode("utf-32")
    yield "surrogats.jsonl", '{"id": "\\ud800", "text": "Le port rouvre"}\n{"text": "\\udfff\\ud83d"}'
    yield "surrogats-bruts.txt", PORT.encode() + "\ud83d".encode("utf-8", "surrogatepass")
    yield "latin-melange.txt", (PORT + " été ").encode() + "été".encode("latin-1")
    yield "trop-long-utf8.txt", PORT.encode() + b"\xc0\xaf\xe0\x80\xaf\xf8\x88\x80\x80\x80"
    yield "combinants.txt", "Le port de Brénac " + "e\u0301" * 200_000 + "\u0301" * 400_000
    yield "espaces-rares.txt", "\u2028\u2029\u00a0\u3000\u200b" * 100_000
    yield "rtl.txt", "\u202e" * 100_000 + PORT
    yield "xxe.xml", XXE
    yield "rires.xml", LAUGHS
    yield "rires-utf16.xml", LAUGHS.encode("utf-16")
    yield "entites-externes.xml", XXE.replace("file:///etc/passwd", "http://127.0.0.1:8101/x")
    yield "profond.xml", "<rss>" + "<a>" * 300_000
    yield "profond-cdata.xml", rss("<description><![CDATA[" + "<div>" * 200_000 + "]]></description>")
    yield "cdata-ouverts.xml", "<rss>" + "<![CDATA[" * 200_000
    yield "commentaires-ouverts.xml", "<rss>" + "<!--" * 400_000
    yield "balises-ouvertes.xml", "<rss>" + "<a " * 600_000
    yield "attributs.xml", "<rss " + " ".join(f'a{n}="b"' for n in range(150_000)) + ">"
    yield "entrees.xml", f"<rss><channel>{'<item><title>a</title></item>' * 60_000}</channel></rss>"
    yield "entrees-sans-texte.xml", f"<rss><channel>{'<item/>' * 20_000}</channel></rss>"
    yield "doctype.xml", "<!DOCTYPE rss " + "<" * 500_000
    yield "crochets.xml", "<!DOCTYPE rss [" + "]" * 500_000 + "><rss/>"
    yield "flux-geant.xml", rss("<description>" + "a" * 4_000_000 + "</description>")
    yield "espaces-de-noms.xml", "<rss " + " ".join(f'xmlns:n{n}="u{n}"' for n in range(20_000)) + "/>"
    yield "million.html", "<html><body>" + "<p>a</p>" * 1_000_000
    yield "profond.html", "<html><body>" + "<div>" * 29_000 + PORT
    yield "gras.html", "<html><body>" + "<b><i>" * 14_000 + PORT
    yield "tables.html", "<html><body>" + "<table><tr><td>" * 9_000 + PORT
    yield "attributs.html", "<html><body><p " + "a=b " * 900_000 + ">" + PORT
    yield "attribut-geant.html", f'<html><body><p title="{"a" * 7_000_000}">{PORT}</p></body></html>'
    yield "entites.html", "<html><body><p>" + "&amp;" * 900_000 + "</p></body></html>"
    yield "entite-fausse.html", "<html><body><p>" + "&a" * 900_000 + "</p></body></html>"
    yield "liens.html", "<html><body>" + "<a href='/x'>le port</a> " * 14_000
    yield "paragraphes.html", "<html><body>" + f"<p>{PORT}</p>" * 14_000
    yield "sauts.html", "<html><body><p>" + "<br>" * 29_000 + PORT
    yield "commentaire.html", "<html><!--" + "a" * 7_000_000
    yield "script.html", "<html><script>" + "a<" * 14_000
    yield "json-ld.html", f'<html><script type="application/ld+json">{"[" * 100_000}</script><p>{PORT}</p>'
    yield (
        "base.html",
        f'<html><base href="file:///etc/passwd"><iframe src="//127.0.0.1"></iframe><p>{PORT}</p>',
    )
    yield "jeu-faux.html", b'<html><meta charset="x-inconnu"><p>\xe9\xff\x81'
    yield "utf7.html", b'<html><meta charset="utf-7"><p>+ADw-script+AD4-' + PORT.encode()
    yield "europresse-coupe.html", '<article><p class="titreArticleVisu">' + "a" * 900_000
    yield "europresse-geant.html", '<article><p class="titreArticleVisu">' + "a" * 9_000_000 + "</article>"
    yield "europresse-vide.html", '<p class="titreArticleVisu"></p>' + "<article></article>" * 100_000
    yield "ninjs.json", json.dumps({"uri": "u", "body_html": "<div>" * 200_000})
    yield "ninjs-faux.json", json.dumps({"uri": [], "bodies": [1, None, {"value": 3}], "headlines": {"a": 1}})
    yield "nom.json", json.dumps({"text": {"name": "a"}, "id": {"name": ["b"]}, "url": 3})
    yield "adresse.jsonl", json.dumps({"text": PORT, "url": "http://[::1"})
    yield "adresse-locale.jsonl", json.dumps({"text": PORT, "url": "file:///etc/passwd"})


def _damaged(count: int) -> Iterator[tuple[str, bytes]]:
    """Good files of every format, damaged at random: bytes changed, cut, doubled."""
    random_ = random.Random(20210728)  # the same files each time
    good = [
        ("a.txt", f"date 2021-07 {PORT}".encode()),
        ("a.md", f"---\ntitle: Le port\ndate: 2021\n---\n{PORT}".encode()),
        ("a.jsonl", (json.dumps({"id": "1", "text": PORT}) + "\n").encode() * 3),
        ("a.json", json.dumps({"articles": [{"id": "1", "text": PORT}] * 3}).encode()),
        ("a.csv", f'id;texte\n1;"{PORT}"\n2;"{PORT}"\n'.encode()),
        ("a.html", f"<html><head><title>Le port</title></head><body><p>{PORT}</p></body></html>".encode()),
        ("a.xml", rss(f"<title>Le port</title><description>&lt;p&gt;{PORT}</description>").encode()),
        ("a.gz", gzip.compress(json.dumps({"text": PORT}).encode())),
    ]
    for number in range(count):
        name, data = good[number % len(good)]
        spoilt = bytearray(data)
        for _ in range(random_.randint(1, 12)):
            place = random_.randrange(len(spoilt))
            spoilt[place : place + random_.choice([0, 1, 1, 1, 40])] = bytes(
                random_.choice([b"\0", b"\xff", b"<", b'"', b"[" * 50, b"&", b"\xed\xa0\x80", b"\r"])
            )
        yield f"{number:03}-{name}", bytes(spoilt)


def hostile(count: int = 300) -> Iterator[tuple[str, bytes]]:
    """(file name, contents) of `count` files."""
    made = [(name, data.encode() if isinstance(data, str) else data) for name, data in _made()]
    yield from made
    yield from _damaged(count - len(made))
