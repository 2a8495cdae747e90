"""The frame of the pages: who gets in, in which language and digits, with which headers, and what is translated."""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from browsing import PASSWORD, PEOPLE, killed_in_all
from marsad.web.roles import Role

ROOT = Path(__file__).parents[1]
PAGES = ("/", "/report/1/", "/report/35/", "/report/2/claim/1/", "/account/password/", "/account/second/")


def test_without_an_account_nothing_is_shown_but_the_way_in(site):
    stranger = site.client(None)
    for path in PAGES:
        answer = stranger.get(f"/ar{path}")
        assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (302, "/ar/account/sign-in/"), path
    assert "كلمة المرور" in stranger.get("/ar/account/sign-in/").content.decode()
    assert stranger.get("/en/account/sign-up/").status_code == 404


@pytest.mark.parametrize("role", list(Role))
def test_every_role_sees_the_pages_that_show_the_ledger(site, role):
    client = site.client(role)
    for language in ("ar", "en"):
        for path in PAGES:
            answer = client.get(f"/{language}{path}")
            assert answer.status_code in (200, 302), (path, role)
            assert answer.status_code == 200 or "again" in answer.headers["Location"]


def test_an_account_without_a_role_sees_no_page(site):
    from marsad.web.models import Account

    nobody = Account.objects.create(username="new", name="New")
    client = site.client(None)
    client.force_login(nobody, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.get("/en/")
    assert answer.status_code == 403
    assert "An administrator can give it another role." in answer.content.decode()


def test_whoever_signs_in_wrongly_too_often_waits(site):
    stranger = site.client(None)
    said = [stranger.post("/en/account/sign-in/", {"login": "nadia", "password": "x"}) for _ in range(6)]
    assert "Too many failed login attempts" in said[-1].content.decode()


def test_the_right_password_lets_in_and_signing_out_lets_nobody_in(site):
    client = site.client(None)
    username, name = PEOPLE[Role.VIEWER]
    assert client.post("/en/account/sign-in/", {"login": username, "password": PASSWORD}).status_code == 302
    assert name in client.get("/en/").content.decode()
    client.post("/en/account/sign-out/")
    assert client.get("/en/").status_code == 302


def test_every_answer_forbids_what_is_not_ours(site):
    for path in ("/en/", "/en/nowhere/", "/static/marsad/marsad.css", "/digits/"):
        rules = site.client().get(path).headers["Content-Security-Policy"]
        assert "default-src 'none'" in rules
        assert "unsafe" not in rules
        assert "http" not in rules
    answer = site.client().get("/en/")
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert answer.headers["X-Frame-Options"] == "DENY"


def test_no_template_holds_script_or_style():
    inline = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|javascript:|https?://")
    templates = [*(ROOT / "src/marsad/web").rglob("*.html")]
    assert len(templates) > 10
    assert not [path.name for path in templates if inline.search(path.read_text(encoding="utf-8"))]
    for planted in ("<script>x</script>", '<p style="x">', '<a onclick="x">'):
        assert inline.search(planted)


def test_the_style_mirrors_by_itself():
    css = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src/marsad/web/static/marsad").glob("*.css"))
    sided = re.compile(
        r"(?:margin|padding|border)-(?:left|right)|(?<![\w-])(?:left|right)\s*:|text-align:\s*(?:left|right)"
    )
    assert not sided.findall(css)
    assert sided.search("margin-left: 1px")


def test_the_language_of_the_address_is_kept_for_the_next_visit(site):
    client = site.client(**{"accept-language": "en"})
    assert client.get("/").headers["Location"] == "/en/"
    client.get("/ar/")
    assert client.get("/").headers["Location"] == "/ar/"
    page = client.get("/ar/?from=2019-01-01").content.decode()
    assert 'href="/en/?from=2019-01-01"' in page
    assert '<html lang="ar" dir="rtl">' in page


def test_figures_are_in_the_digits_that_the_reader_chose_and_run_left_to_right(site):
    client = site.client()
    latin = client.get("/ar/").content.decode()
    killed = killed_in_all()
    assert f'<bdi class="figure" dir="ltr">{killed}</bdi>' in latin
    answer = client.post("/digits/", {"digits": "arab", "next": "/ar/"})
    assert answer.headers["Location"] == "/ar/"
    killed = killed.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert f'<bdi class="figure" dir="ltr">{killed}</bdi>' in client.get("/ar/").content.decode()
    assert client.post("/digits/", {"digits": "x", "next": "//elsewhere.example/"}).headers["Location"] == "/"


def test_a_day_that_is_none_is_told_and_the_page_stands(site):
    page = site.client().get("/en/?from=soon").content.decode()
    assert "“soon” is no day. Write year, month and day, like 2019-04-18." in page
    page = site.client().get("/en/?from=2020-01-02&to=2020-01-01").content.decode()
    assert "The days run backwards" in page
    assert "known: “nobody”" in site.client().get("/en/?party=nobody").content.decode()
    assert "is no day" in site.client().get("/en/?published=x").content.decode()


def test_every_string_is_translated_and_the_catalogue_is_compiled():
    found = runpy.run_path(str(ROOT / "scripts/catalogues.py"))
    held = found["catalogue"]()
    assert found["untranslated"](held) == []
    assert found["PO"].with_suffix(".mo").read_bytes() == found["compiled"](held), "run python scripts/catalogues.py"
    held.delete("Overview")
    assert found["untranslated"](held) == ["Overview"]


def test_files_of_others_are_what_the_list_says(tmp_path, monkeypatch):
    found = runpy.run_path(str(ROOT / "scripts/assets.py"))
    assert found["differing"]() == []
    monkeypatch.setitem(found["differing"].__globals__, "ROOT", tmp_path)
    assert len(found["differing"]()) == sum(len(package["files"]) for package in found["listed"]())


def test_serve_says_in_one_sentence_why_it_cannot(site):
    port = site.url.rpartition(":")[2]
    for words, said in (
        (("--port", port), f"Port {port} at 127.0.0.1 cannot be used"),
        (("--host", "no.such.host.invalid"), "“no.such.host.invalid” is no address of this machine"),
    ):
        ran = subprocess.run(
            [sys.executable, "-m", "marsad", "--home", str(site.home), "serve", *words],
            capture_output=True,
            text=True,
            check=False,
        )
        assert (ran.returncode, ran.stderr.count("\n")) == (2, 1)
        assert said in ran.stderr


@pytest.mark.parametrize(
    ("number", "words"), [(3, "3 تقارير"), (17, "17 تقريراً"), (100, "100 تقرير"), (103, "103 تقارير")]
)
def test_arabic_counts_agree_with_their_nouns(number, words):
    from django.utils.translation import ngettext, override

    with override("ar"):
        assert ngettext("%(shown)s report", "%(shown)s reports", number) % {"shown": number} == words
