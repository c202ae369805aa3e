"""One quotation, one person, one body, one article: what is read there, copied and followed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .journeys import Open, modes, scripts, total

pytestmark = pytest.mark.browser


# --- one quotation ----------------------------------------------------------------------------------


def quotation(visit: Open, query: str = "%22est+garanti%22", **mode: bool) -> Page:
    """The page of the first quotation found."""
    page = visit(f"/search?q={query}", **mode)
    page.locator(".permanent").first.click()
    page.wait_for_url("**/quotes/*")
    return page


@modes
def test_a_quotation_in_its_paragraph_with_its_reason(visit: Open, mode: dict[str, bool]) -> None:
    page = quotation(visit, **mode)
    words = page.locator(".paragraph mark.words").all_inner_texts()
    assert "".join(words) == "Le prix est garanti. C'est cela, l'essentiel."
    expect(page.locator(".paragraph mark.cue")).to_have_text("a répondu")
    expect(page.locator(".paragraph mark.mention")).to_contain_text("porte-parole")
    why = page.get_by_role("region", name="Pourquoi cette attribution")
    for told in ("l’annonce", "qui parle", "Règle", "Confiance"):
        expect(why).to_contain_text(told)


def test_the_sentence_itself_in_the_newspaper(visit: Open) -> None:
    link = quotation(visit).get_by_role("link", name="Lire dans l’article").get_attribute("href")
    assert link
    assert link.startswith("https://matinlagunes.example/")
    assert "#:~:text=Le%20prix%20est%20garanti" in link


def test_a_citation_is_copied(visit: Open) -> None:
    page = quotation(visit)
    page.get_by_role("button", name="Copier", exact=True).first.click()
    expect(page.get_by_role("status")).to_have_text("Citation copiée")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "«\u202fLe prix est garanti. C'est cela, l'essentiel.\u202f»" in copied
    assert "Le Matin des Lagunes, 2 octobre 2023" in copied.replace("\u00a0", " ")


def test_buttons_that_need_script_are_not_shown_without(visit: Open) -> None:
    page = quotation(visit, script=False)
    assert page.get_by_role("button", name="Copier").count() == 0


def test_a_citation_for_reference_managers(visit: Open) -> None:
    page = quotation(visit)
    with page.expect_download() as download:
        page.get_by_role("link", name="BibTeX").click()
    assert download.value.path().read_text().startswith("@article")


def test_all_printings_of_the_same_words(visit: Open) -> None:
    page = quotation(visit, "contrôleurs")
    printings = page.locator(".printings li")
    assert printings.count() == 3
    page.locator(".printings a").first.click()
    expect(page.locator(".printings li")).to_have_count(3)
    expect(page.locator(".lead blockquote")).to_contain_text("contrôleurs")


def test_the_card_to_embed(visit: Open) -> None:
    page = quotation(visit)
    code = page.get_by_label("Code à insérer").input_value()
    assert code.startswith("<iframe src=")
    page.get_by_role("link", name="Voir la vignette").click()
    expect(page.locator("blockquote")).to_contain_text("Le prix est garanti")


# --- people, organisations, articles ----------------------------------------------------------------


@scripts
def test_a_person_and_a_search_within_their_words(visit: Open, script: bool) -> None:
    page = visit("/speakers", script=script)
    page.get_by_label("Nom").fill("marchetti")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=marchetti*")
    page.get_by_role("link", name="Hélène Marchetti").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hélène Marchetti")
    for told in ("ministre de la Transition énergétique", "Le Phare"):
        expect(page.locator(".rail")).to_contain_text(told)
    page.get_by_role("searchbox", name="Chercher dans les propos").fill("vent")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")
    assert total(page) == 1


def test_an_organisation_says_and_is_spoken_for(visit: Open) -> None:
    page = visit("/organisations", narrow=True)
    page.get_by_role("link", name="Fédération unie des travailleurs du rail").click()
    assert page.locator(".portrait h2").all_inner_texts() == [
        "Ce que dit Fédération unie des travailleurs du rail",
        "Ce qu’on dit pour Fédération unie des travailleurs du rail",
    ]


def test_from_an_article_to_one_of_its_quotations(visit: Open) -> None:
    page = visit("/search?source=Le+Phare&q=renonçons")
    page.locator(".where .title").first.click()
    words = page.locator("a.words").first
    expect(words).to_contain_text("obligation")
    words.click()
    page.wait_for_url("**/quotes/*")
    expect(page.locator(".lead blockquote")).to_contain_text("obligation")
