"""What people do all day, in a browser: with script and without, narrow and wide, by mouse and keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
MODES = {
    "script wide": {},
    "script narrow": {"narrow": True},
    "no script wide": {"script": False},
    "no script narrow": {"script": False, "narrow": True},
}
modes = pytest.mark.parametrize("mode", MODES.values(), ids=MODES)
scripts = pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])


def total(page: Page) -> int:
    """The number of quotations that the page says."""
    return int(re.sub(r"\D", "", page.locator("#result .count strong").inner_text()))


def marked_by_script(page: Page) -> None:
    """Leave a mark that a new document would not have."""
    page.evaluate("window.sameDocument = true")


def same_document(page: Page) -> bool:
    """Whether the page was swapped in place."""
    return bool(page.evaluate("window.sameDocument === true"))


# --- searching ------------------------------------------------------------------------------------


@modes
def test_words_typed_on_the_front_page_give_results(visit: Open, mode: dict[str, bool]) -> None:
    page = visit("/", **mode)
    page.get_by_label("Mots recherchés").fill("prix")
    page.get_by_role("button", name="Chercher").first.click()
    page.wait_for_url("**/search?*q=prix*")
    assert total(page) == 7
    expect(page.locator("blockquote mark").first).to_have_text("prix")


@modes
def test_a_whole_search_with_name_and_dates(visit: Open, mode: dict[str, bool]) -> None:
    page = visit("/search", **mode)
    page.locator("#f-speaker").fill("Hélène Marchetti")
    page.get_by_label("Depuis").fill("2021-06")
    page.get_by_label("Jusqu’à").fill("2021")
    page.locator(".ask button").click()
    page.wait_for_url("**/search?*speaker=*")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Citations par Hélène Marchetti, de juin 2021 à 2021"
    )
    assert page.locator(".card").count() > 3
    assert {*page.locator(".who .name").all_inner_texts()} == {"Hélène Marchetti"}


def test_a_search_by_keyboard_alone(visit: Open) -> None:
    page = visit("/")
    page.keyboard.press("/")
    expect(page.get_by_label("Mots recherchés")).to_be_focused()
    page.keyboard.type("accord OU prix")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")
    assert total(page) > 7


def test_the_examples_are_searches(visit: Open) -> None:
    page = visit("/")
    assert page.locator(".examples a").count() == 6
    page.get_by_role("link", name="négoc*").click()
    page.wait_for_url("**/search?*")
    assert total(page) > 0
    expect(page.locator("blockquote mark").first).to_contain_text(re.compile("^négoc", re.IGNORECASE))


def test_a_result_is_swapped_in_place_announced_and_kept_in_history(visit: Open) -> None:
    page = visit("/search?q=prix")
    marked_by_script(page)
    page.get_by_label("Mots recherchés").fill("accord")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("accord")
    assert "q=accord" in page.url
    expect(page.get_by_role("status")).to_contain_text("citations")
    expect(page).to_have_title(re.compile("accord"))
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("prix")
    expect(page.get_by_label("Mots recherchés")).to_have_value("prix")
    page.go_forward()
    expect(page.get_by_role("heading", level=1)).to_contain_text("accord")
    assert same_document(page)


@pytest.mark.parametrize("path", ["/search?q=prix", "/help"])
def test_links_within_a_page_load_nothing(visit: Open, path: str) -> None:
    page = visit(path)
    marked_by_script(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/static/" not in request.url else None)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # « Aller au contenu »
    expect(page.locator("main")).to_be_focused()
    if path == "/help":
        page.get_by_role("link", name="Les exports").click()
        page.wait_for_url("**#exports")
    assert same_document(page)
    assert asked == []


def test_going_back_comes_back_to_the_same_place(visit: Open) -> None:
    page = visit("/search?q=pas")
    page.evaluate("scrollTo(0, 900)")
    page.locator(".facets .facet").nth(2).locator("a").first.evaluate("each => each.click()")
    expect(page.locator(".chips b")).to_have_count(2)
    assert page.evaluate("scrollY") < 100
    page.go_back()
    expect(page.locator(".chips b")).to_have_count(1)
    page.wait_for_function("scrollY === 900")


# --- names completed -----------------------------------------------------------------------------


def test_a_name_is_completed_by_keyboard(visit: Open) -> None:
    page = visit("/search")
    field = page.get_by_role("combobox", name="Qui parle")
    expect(field).to_have_attribute("aria-expanded", "false")
    field.press_sequentially("march")
    expect(page.get_by_role("option").first).to_contain_text("Hélène Marchetti")
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    chosen = field.get_attribute("aria-activedescendant")
    assert page.locator(f"#{chosen}").get_attribute("aria-selected") == "true"
    page.keyboard.press("Enter")
    expect(page.locator(".chips")).to_contain_text("Hélène Marchetti")
    assert total(page) == 17


def test_a_name_is_completed_by_mouse_and_in_spite_of_a_typo(visit: Open) -> None:
    page = visit("/search?q=pas", narrow=True)
    page.get_by_role("combobox", name="Qui parle").press_sequentially("marchety")
    page.get_by_role("option", name="Hélène Marchetti").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("par Hélène Marchetti")
    assert "q=pas" in page.url


def test_suggestions_are_closed_with_escape(visit: Open) -> None:
    page = visit("/search")
    field = page.get_by_role("combobox", name="Pour qui")
    field.press_sequentially("fédé")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("fédé")


# --- narrowing -----------------------------------------------------------------------------------


@scripts
def test_a_value_is_chosen_then_taken_off(visit: Open, script: bool) -> None:
    page = visit("/search?q=pas", script=script)
    before = total(page)
    choice = page.locator(".facet li").first
    count = int(choice.locator(".n").inner_text())
    choice.locator("a").first.click()
    expect(page.locator(".chips b")).to_have_count(2)
    assert total(page) == count
    page.get_by_role("link", name=re.compile("^Retirer « ")).last.click()
    expect(page.locator(".chips b")).to_have_count(1)
    assert total(page) == before


@modes
def test_a_value_is_excluded(visit: Open, mode: dict[str, bool]) -> None:
    page = visit("/search?q=pas", **mode)
    page.get_by_role("link", name="Sauf Le Phare").click()
    expect(page.locator(".chips .excluded s")).to_have_text("Le Phare")
    expect(page.locator(".chips .excluded .key")).to_contain_text("sauf")
    assert "Le Phare" not in page.locator(".where cite").all_inner_texts()


@scripts
def test_all_values_of_a_facet_have_a_search_of_their_own(visit: Open, script: bool) -> None:
    page = visit("/search", script=script)
    page.get_by_role("link", name="Toutes les personnes").first.click()
    page.get_by_label("Chercher dans cette liste").fill("belhadj")
    page.keyboard.press("Enter")
    page.wait_for_url("**find=belhadj*")
    page.locator(".values a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Belhadj")


@scripts
def test_a_bar_of_the_histogram_is_a_link(visit: Open, script: bool) -> None:
    page = visit("/search?q=pas", script=script)
    bar = page.locator("svg.bars a:has(.bar)").nth(1)
    url = bar.get_attribute("href")
    assert url
    bar.locator(".hit").click()
    expect(page.locator(".chips")).to_contain_text("date")
    month = re.search(r"from=(\d{4}-\d\d)", page.url)
    assert month
    assert month[1] in url
    expect(page.locator("svg.bars a.chosen")).to_have_count(1)


@scripts
def test_the_table_of_the_histogram_by_keyboard(visit: Open, script: bool) -> None:
    page = visit("/search?q=pas", script=script)
    page.locator(".timeline summary").focus()
    page.keyboard.press("Enter")
    link = page.locator(".timeline tbody a").first
    count = int(page.locator(".timeline tbody tr").first.locator("td").first.inner_text())
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".chips")).to_contain_text("date")
    assert total(page) == count


@scripts
def test_the_histogram_may_be_relative_to_what_was_indexed(visit: Open, script: bool) -> None:
    page = visit("/search?q=pas", script=script)
    expect(page.locator(".bar.count").first).to_be_visible()
    expect(page.locator(".bar.rate").first).to_be_hidden()
    page.get_by_label("Pour 100 articles").check()
    expect(page.locator(".bar.rate").first).to_be_visible()
    expect(page.locator(".bar.count").first).to_be_hidden()


@scripts
def test_results_are_sorted(visit: Open, script: bool) -> None:
    page = visit("/search?q=pas", script=script)
    for name, reverse in (("Récentes d’abord", True), ("Anciennes d’abord", False)):
        page.get_by_role("link", name=name).click()
        expect(page.locator(".sorts [aria-current]")).to_have_text(name)
        dates = [
            each[:7] for each in page.locator(".card time").evaluate_all("all => all.map(t => t.dateTime)")
        ]
        whole = [date for date in dates if len(date) == 7]
        assert whole == sorted(whole, reverse=reverse)


@scripts
def test_who_says_it_most(visit: Open, script: bool) -> None:
    page = visit("/search?q=pas", script=script)
    page.get_by_role("link", name="Par personne").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Qui le dit le plus")
    count = page.locator(".people td a").first
    told = int(count.inner_text())
    count.click()
    expect(page.locator(".cards")).to_be_visible()
    assert total(page) == told


@modes
def test_pages_are_turned(visit: Open, mode: dict[str, bool]) -> None:
    page = visit("/search?kind=direct", **mode)
    first = page.locator(".card blockquote").first.inner_text()
    page.get_by_role("link", name="Suivante").click()
    expect(page.locator(".pages [aria-current]")).to_have_text("2")
    assert page.locator(".card blockquote").first.inner_text() != first
    page.get_by_role("link", name="Précédente").click()
    expect(page.locator(".pages [aria-current]")).to_have_text("1")
    assert page.locator(".card blockquote").first.inner_text() == first


# --- when it goes wrong ----------------------------------------------------------------------------


@modes
def test_a_fault_in_the_query_is_pointed_at(visit: Open, mode: dict[str, bool]) -> None:
    page = visit("/search?q=prix", **mode)
    page.get_by_label("Mots recherchés").fill("(prix OU accord")
    page.keyboard.press("Enter")
    expect(page.locator(".caret mark")).to_have_text("(")
    expect(page.locator("#fault")).to_contain_text("parenthèse")
    expect(page.get_by_label("Mots recherchés")).to_have_value("(prix OU accord")
    expect(page.get_by_label("Mots recherchés")).to_have_attribute("aria-invalid", "true")


@scripts
def test_an_empty_page_has_a_way_out(visit: Open, script: bool) -> None:
    page = visit("/search?q=acord", script=script)
    way = page.locator(".ways li").first
    told = int(re.sub(r"\D", "", way.locator(".n").inner_text()))
    way.get_by_role("link", name="Vouliez-vous dire").click()
    expect(page.locator(".cards")).to_be_visible()
    assert total(page) == told > 0


def test_a_page_that_is_not_there_offers_a_search(visit: Open) -> None:
    page = visit("/quotes/nothing")
    expect(page.get_by_role("heading", level=1)).to_contain_text("n’existe pas")
    page.get_by_label("Mots recherchés").fill("prix")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")
    assert total(page) == 7


# --- one quotation ---------------------------------------------------------------------------------


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


# --- people, organisations, articles ---------------------------------------------------------------


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


# --- tools -----------------------------------------------------------------------------------------

TEXT = "« Nous partirons demain », a déclaré Jeanne Dupuis, maire de Port-Louviers. Selon Paul Martin, non."


@modes
def test_a_text_of_ones_own(visit: Open, mode: dict[str, bool]) -> None:
    page = visit("/extract", **mode)
    page.get_by_label("Texte de l’article").fill(TEXT)
    page.get_by_role("button", name="Analyser").click()
    expect(page.locator(".passage mark.words").first).to_have_text("Nous partirons demain")
    expect(page.locator("table tbody tr").first).to_contain_text("Jeanne Dupuis")
    expect(page.locator(".hues mark").first).to_have_text("Jeanne Dupuis")


@pytest.mark.parametrize("name", ["JSON", "CSV"])
def test_what_was_found_is_taken_away(visit: Open, name: str) -> None:
    page = visit("/extract")
    page.get_by_label("Texte de l’article").fill(TEXT)
    page.get_by_role("button", name="Analyser").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    assert "Jeanne Dupuis" in download.value.path().read_text()


@scripts
def test_a_text_file_is_analysed(visit: Open, script: bool) -> None:
    page = visit("/extract", script=script)
    file = {"name": "a.txt", "mimeType": "text/plain", "buffer": TEXT.encode()}
    page.get_by_label("Ou un fichier texte").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Analyser").click()
    expect(page.locator(".passage mark.words").first).to_have_text("Nous partirons demain")


def test_a_text_file_is_dropped(visit: Open) -> None:
    page = visit("/extract")
    page.evaluate(
        """text => {
          const data = new DataTransfer();
          data.items.add(new File([text], "a.txt", {type: "text/plain"}));
          document.querySelector("[data-drop]").dispatchEvent(
            new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
        }""",
        TEXT,
    )
    expect(page.get_by_label("Texte de l’article")).to_have_value(TEXT)
    page.get_by_role("button", name="Analyser").click()
    expect(page.locator(".passage mark.words").first).to_have_text("Nous partirons demain")


@scripts
def test_a_batch_of_equations(visit: Open, script: bool) -> None:
    page = visit("/batch", script=script)
    page.get_by_label("Équations").fill("prix\n(prix\naccord OU prix")
    page.get_by_role("button", name="Chercher").click()
    rows = page.locator("table tbody tr")
    expect(rows).to_have_count(3)
    expect(rows.nth(1)).to_contain_text("parenthèse")
    rows.nth(0).get_by_role("link").click()
    page.wait_for_url("**/search?q=prix")


def test_an_export_is_complete(visit: Open) -> None:
    page = visit("/search?q=pas")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == total(page) + 1


# --- language, keys, media ---------------------------------------------------------------------------


@scripts
def test_the_whole_in_english(visit: Open, script: bool) -> None:
    page = visit("/search?q=prix", script=script)
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("prix")
    expect(page.locator("#result .count strong")).to_have_text("7 quotations")
    page.locator(".permanent").first.click()
    expect(page.get_by_role("heading", name="Why this attribution?")).to_be_visible()
    page.get_by_role("link", name="Verbatim").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who said what, and when?")


def test_keys_are_shown_and_can_be_switched_off(visit: Open) -> None:
    page = visit("/search?q=pas")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Raccourcis clavier")
    expect(dialog).to_be_visible()
    dialog.get_by_label("Raccourcis actifs").uncheck()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("/")
    expect(page.get_by_label("Mots recherchés")).not_to_be_focused()


def test_quotations_are_stepped_through_by_keys(visit: Open) -> None:
    page = visit("/search?q=pas")
    for key, place in (("j", 0), ("j", 1), ("j", 2), ("k", 1)):
        page.keyboard.press(key)
        expect(page.locator(".card").nth(place)).to_be_focused()


@scripts
def test_the_keyboard_reaches_everything(visit: Open, script: bool) -> None:
    page = visit("/search?q=prix", script=script)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    reached: set[str] = set()
    for _ in range(140):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.outerHTML"))
    wanted = page.evaluate(
        "[...document.querySelectorAll('main a[href]:not([tabindex]), main button, summary,"
        " main input:not([type=hidden])')].filter(e => e.type !== 'radio' && e.checkVisibility())"
        ".map(e => e.outerHTML)"
    )
    assert len(wanted) > 50
    assert [each for each in wanted if each not in reached] == []


@pytest.mark.parametrize("path", ["/", "/search?q=pas", "/speakers/helene-marchetti", "/help", "/extract"])
def test_zoomed_to_400_per_cent_nothing_is_lost(visit: Open, path: str) -> None:
    page = visit(path)
    page.set_viewport_size({"width": 320, "height": 256})  # 1280 x 1024 at 400 %, WCAG 1.4.10
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_on_paper_only_what_is_read(visit: Open) -> None:
    page = visit("/search?q=pas")
    page.emulate_media(media="print")
    expect(page.locator(".ask")).to_be_hidden()
    expect(page.locator(".facets")).to_be_hidden()
    expect(page.locator("blockquote").first).to_be_visible()


def test_with_forced_colours_and_without_motion(visit: Open) -> None:
    page = visit("/search?q=prix")
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    expect(page.locator("blockquote mark").first).to_be_visible()
    assert page.locator(".bar").first.evaluate("e => getComputedStyle(e).fill") != "rgba(0, 0, 0, 0)"
