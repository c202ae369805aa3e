"""A text of one's own, a batch of equations, an export."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .journeys import Open, modes, scripts, total

pytestmark = pytest.mark.browser


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
