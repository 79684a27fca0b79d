"""The questions of every lesson: right, wrong, remembered, by keyboard, saved and forgotten."""

import json

import pytest

from course.site.modules import modules

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LESSONS = [lesson for module in modules() for lesson in module.lessons]
LESSON = "m07-one-trial/1-differences-ratios-people"

GIVE = """([id, given]) => {
    const form = document.querySelector(`form[data-id="${id}"]`);
    const list = form.querySelector('.ss-order');
    if (list) for (const key of given) list.append(list.querySelector(`[data-key="${key}"]`));
    else if (form.querySelector('[type=radio]'))
        form.querySelector(`[value="${given}"]`).checked = true;
    else form.querySelector('[type=text]').value = given;
    form.requestSubmit();
    return [form.dataset.tone, form.querySelector('.ss-says').textContent];
}"""


def records(page):
    texts = page.locator("form.ss-q script").all_text_contents()
    return [json.loads(text) for text in texts]


def wrong_answers(q):
    """Every wrong option; every number with a known slip, and one that is merely wrong."""
    if q["kind"] == "order":
        return [q["answer"][::-1]]
    if q["kind"] == "number":
        return [*q["mistakes"], str(q["answer"] + 1000)]
    return [o["key"] for o in q["options"] if o["key"] != q["answer"]]


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.page)
def test_every_question_answers_as_it_should_and_is_remembered(visit, lesson):
    page = visit(lesson.page)
    asked = records(page)
    assert [q["id"] for q in asked] == lesson.asked
    for q in asked:
        if q["kind"] == "predict":
            given = q["options"][0]["key"] if q["options"] else "50"
            assert page.evaluate(GIVE, [q["id"], given])[0] == "kept"
        elif q["kind"] == "recall":
            form = page.locator(f'form[data-id="{q["id"]}"]')
            form.locator("summary").click()
            form.locator('[data-went="yes"]').click()
        else:
            for given in wrong_answers(q):
                tone, says = page.evaluate(GIVE, [q["id"], given])
                assert tone == "no"
                if given in q["mistakes"]:
                    assert q["mistakes"][given]["refutation"].replace("`", "") in says
            right = q["answer"]
            tone, says = page.evaluate(GIVE, [q["id"], str(right)])
            assert tone == "yes" and q["after"].replace("`", "") in says
    done = f"{len(asked)} of {len(asked)} done"
    assert page.locator(".ss-bar .ss-progress").inner_text().strip() == done
    page.reload()
    assert page.locator(".ss-bar .ss-progress").inner_text().strip() == done
    assert page.locator('form.ss-q[data-tone=""], form.ss-q:not([data-tone])').count() == 0
    assert page.locator(".ss-mine:visible").count() == page.locator(".ss-reveal").count()


def test_a_choice_and_an_order_need_only_the_keyboard(visit):
    page = visit(LESSON)
    form = page.locator('form[data-id="m07-1-points"]')
    form.locator("input").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert form.get_attribute("data-tone") == "yes"
    says = form.locator(".ss-says")
    assert says.get_attribute("aria-live") == "polite" and says.inner_text().startswith("Right")


def test_an_order_is_moved_by_its_buttons(visit):
    for lesson in LESSONS:
        ordered = [id for id in lesson.asked if lesson.questions[id].kind == "order"]
        if not ordered:
            continue
        page = visit(lesson.page)
        form = page.locator(f'form[data-id="{ordered[0]}"]')
        first = form.locator("li").first.get_attribute("data-key")
        form.locator("li").first.locator('[data-move="1"]').focus()
        page.keyboard.press("Enter")
        assert form.locator("li").nth(1).get_attribute("data-key") == first
        return
    pytest.skip("no lesson asks for an order yet")


def test_an_empty_answer_is_met_kindly(visit):
    page = visit(LESSON)
    form = page.locator('form[data-id="m07-1-mdma"]')
    form.locator("button[type=submit]").click()
    assert "Write a number" in form.locator(".ss-says").inner_text()
    form.locator("input").fill("69,5 %")
    form.locator("button[type=submit]").click()
    assert form.get_attribute("data-tone") == "kept"
    assert "69.5" in page.locator('.ss-reveal[data-id="m07-1-mdma"] .ss-mine').inner_text()


def test_progress_shows_on_the_map_and_is_saved_loaded_and_forgotten(visit, tmp_path):
    page = visit(LESSON)
    page.evaluate(GIVE, ["m07-1-points", "c"])
    page.goto(page.url.replace(LESSON, "learn"))
    overall = page.locator(".ss-overall")
    assert "done 1 of" in overall.inner_text()
    with page.expect_download() as download:
        page.locator('[data-keep="export"]').click()
    kept = tmp_path / "kept.json"
    download.value.save_as(kept)
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator('[data-keep="reset"]').click()
    assert "done 0 of" in overall.inner_text()
    page.locator('[data-keep="import"]').set_input_files(kept)
    page.wait_for_function("document.querySelector('.ss-kept').textContent === 'Loaded.'")
    assert "done 1 of" in overall.inner_text()
    other = tmp_path / "other.json"
    other.write_text('{"version": 1, "answers": []}', encoding="utf-8")
    page.locator('[data-keep="import"]').set_input_files(other)
    page.wait_for_function(
        "document.querySelector('.ss-kept').textContent.includes('Nothing was changed')"
    )
    assert "done 1 of" in overall.inner_text()


def test_what_answers_a_prediction_waits_for_it(visit):
    page = visit("m07-one-trial/1-differences-ratios-people")
    reveals = page.locator(".ss-reveal")
    assert reveals.count() > 1
    assert page.locator(".ss-reveal:visible").count() == 0
    first = page.locator('form.ss-q[data-kind="predict"]').first
    assert first.locator(".ss-q-prompt").is_visible()
    id = first.get_attribute("data-id")
    asked = next(q for q in records(page) if q["id"] == id)
    page.evaluate(GIVE, [id, asked["options"][0]["key"] if asked["options"] else "50"])
    shown = page.locator(f'.ss-reveal[data-id="{id}"]')
    assert shown.is_visible() and "You predicted" in shown.inner_text()
    page.reload()
    assert shown.is_visible()
    page.locator(".ss-veil button").first.press("Enter")
    assert page.locator(".ss-reveal:visible").count() == 2


def test_a_link_into_what_waits_shows_it(visit):
    name = "m07-one-trial/1-differences-ratios-people"
    page = visit(name)
    waiting = page.locator(".ss-veiled section[id], .ss-veiled [id], section.ss-veiled[id]")
    id = waiting.evaluate_all("(found) => found.map((e) => e.id).filter(Boolean)[0]")
    assert id
    page.evaluate("(id) => { location.hash = id }", id)
    page.wait_for_function("(id) => !document.getElementById(id).closest('.ss-veiled')", arg=id)
