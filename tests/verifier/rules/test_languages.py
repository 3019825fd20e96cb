"""Which language a text is in; a draft in another than English is refused, wherever it is checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.errors import UnreadableInput
from claims.reading import read_text
from verifier.cli import run
from verifier.pipeline import check
from verifier.rules.languages import LANGUAGES, language_of

ENGLISH = (
    "The ministry said on Monday that the port of Lomo would be closed for a week. It is the second "
    "time this year that ships have been sent away, and the union has called for the minister to go."
)
DRAFTS = {
    "Spanish": (
        "El ministerio dijo el lunes que el puerto de Lomo estará cerrado por una semana. Es la "
        "segunda vez que los barcos se van, y el sindicato pide que la ministra se vaya."
    ),
    "French": (
        "Le ministère a annoncé que le port de Lomo est fermé pour une semaine. Les navires ne sont "
        "pas dans le port, et le syndicat demande que la ministre s'en aille avec les chefs."
    ),
    "German": (
        "Das Ministerium hat am Montag gesagt, dass der Hafen von Lomo für eine Woche geschlossen "
        "ist. Die Schiffe werden nicht in den Hafen gelassen, und die Gewerkschaft ist mit der "
        "Ministerin unzufrieden."
    ),
    "Italian": (
        "Il ministero ha detto che il porto di Lomo è chiuso per una settimana. Le navi non sono "
        "nel porto, e il sindacato chiede le dimissioni della ministra con una lettera."
    ),
    "Portuguese": (
        "O ministério disse que o porto de Lomo não abre por uma semana. Os navios foram para o "
        "sul, e o sindicato pede que a ministra se demita com os chefes do porto."
    ),
    "Dutch": (
        "Het ministerie zegt dat de haven van Lomo een week dicht is. De schepen zijn niet in de "
        "haven, en de vakbond wil dat de minister met het bestuur van de haven vertrekt."
    ),
    "Indonesian": (
        "Kementerian mengatakan pada hari Senin bahwa pelabuhan Lomo akan ditutup. Kapal-kapal itu "
        "tidak dari dalam negeri, dan serikat yang marah dengan menteri ini telah pergi ke "
        "pelabuhan."
    ),
    "Turkish": (
        "Bakanlık pazartesi günü Lomo limanı için bir hafta dedi. Gemiler çok daha uzak bir liman "
        "için gitti ve sendika bu karar ile ilgili olarak bakana bir mektup yazdı."
    ),
    "Polish": (
        "Ministerstwo podało, że port w Lomo jest zamknięty na tydzień. Statki nie wejdą do portu, "
        "a związek chce, żeby minister odeszła i napisał do niej list, który jest w prasie."
    ),
    "Swedish": (
        "Departementet säger att hamnen i Lomo är stängd och att det inte är första gången. "
        "Fartygen har seglat till en annan hamn, och facket säger att ministern är på väg ut med "
        "den chef som har ansvar för hamnen."
    ),
    "Danish": (
        "Ministeriet siger, at havnen i Lomo er lukket, og det er ikke første gang. Skibene er "
        "sejlet til en anden havn, og fagforeningen har sagt, at ministeren og den chef, der har "
        "ansvar for havnen, er på vej ud af det."
    ),
    "Norwegian": (
        "Departementet sier at havnen i Lomo er stengt, og det er ikke første gang. Skipene har "
        "seilt til en annen havn, og fagforeningen har sagt at det er statsråden som har ansvar for "
        "havnen og den som må gå av."
    ),
    "Romanian": (
        "Ministerul a spus că portul din Lomo este închis pentru o săptămână. Navele nu au fost în "
        "port, și sindicatul a cerut demisia în ziua de luni, la o întâlnire cu presa pe care au "
        "dat-o."
    ),
    "Tagalog": (
        "Sinabi ng ministri na ang daungan ng Lomo ay isasara sa loob ng isang linggo. Ayon sa "
        "unyon, hindi pumasok ang mga barko, at nais nila na umalis ang ministro."
    ),
    "Vietnamese": (
        "Bộ cho biết cảng Lomo đã đóng cửa trong một tuần. Các tàu không được vào cảng, và công "
        "đoàn là những người đã yêu cầu bộ trưởng từ chức với một lá thư có chữ ký của các thành "
        "viên này."
    ),
    "Swahili": (
        "Wizara ya uchukuzi alisema kuwa bandari ya Lomo itafungwa kwa wiki. Meli za nje na za "
        "ndani ni katika bahari, na chama cha wafanyakazi wa bandari hiyo kinataka waziri aondoke."
    ),
    "Cyrillic script": "Министерство сообщило, что порт Ломо закрыт на неделю. Суда не вошли в порт.",
    "Japanese script": "東京都の港湾局は月曜日、ロモ港のコンテナターミナルを一週間閉鎖すると発表した。",
    "Chinese script": "该部周一表示，洛莫港将关闭一周。工会要求部长辞职，并写信给总理。",
    "Arabic script": (
        "قالت الوزارة يوم الاثنين إن ميناء لومو سيغلق لمدة أسبوع، وطالبت النقابة باستقالة الوزيرة."
    ),
    "Devanagari script": "मंत्रालय ने सोमवार को कहा कि लोमो बंदरगाह एक सप्ताह के लिए बंद रहेगा।",
    "Khmer script": "ក្រសួងបានបញ្ជាក់ថា កំពង់ផែត្រូវបានបិទមួយសប្តាហ៍។",
}


def test_every_language_that_is_told_has_a_draft_here() -> None:
    assert {name.lower() for name in DRAFTS if "script" not in name} == set(LANGUAGES)


@pytest.mark.parametrize("language", DRAFTS)
def test_a_draft_in_another_language_is_refused(language: str) -> None:
    assert language_of(DRAFTS[language]) == language
    with pytest.raises(UnreadableInput) as refused:
        check(read_text(DRAFTS[language], name="draft.txt"))
    assert refused.value.subject == "draft.txt"
    assert refused.value.reason == f"it is in {language}, and this program reads English only"


@pytest.mark.parametrize("language", ["German", "Spanish", "Arabic script"])
def test_of_a_mixed_draft_the_english_is_checked_and_the_rest_is_marked(language: str) -> None:
    report = check(read_text("\n\n".join([ENGLISH, DRAFTS[language], ENGLISH])))
    found = [f for f in report.findings if f.rule == "TXT006"]
    assert [f.span.of(report.article.analysis.document.text) for f in found] == [DRAFTS[language]]
    assert language in found[0].message


@pytest.mark.parametrize("language", ["German", "Cyrillic script"])
def test_a_foreign_draft_with_an_english_paragraph_is_refused(language: str) -> None:
    with pytest.raises(UnreadableInput):
        check(read_text("\n\n".join([DRAFTS[language]] * 5 + ["The port is closed."])))


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        "Lomo",
        "12 000 €",
        "Der Hafen ist zu.",
        "Los Angeles, San Salvador, La Paz and El Paso sent engineers to Las Vegas and to Las Cruces.",
        "Ngozi Eze, Nguyen Van An and Jose de la Cruz were named in the list of the port's new board.",
    ],
)
def test_english_and_what_is_too_short_to_tell_is_not_refused(text: str) -> None:
    assert language_of(text) == ""
    assert check(read_text(text)).article.analysis.document.text


def test_the_command_says_so_and_exits_with_3(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    draft = tmp_path / "entwurf.txt"
    draft.write_text(DRAFTS["German"], encoding="utf-8")
    assert run(["check", "--no-store", "--no-desk", str(draft)]) == 3
    said = capfd.readouterr()
    assert "entwurf.txt: it is in German, and this program reads English only\n" in said.err
    assert said.out == ""
