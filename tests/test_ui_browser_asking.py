"""What becomes of a question between Ask and its answer, in a real browser: waiting, a lost connection, a fault."""

from chat_in_browser import IN_BROWSER, ask

JOIN = "**/gradio_api/queue/join*"
ADVICE = "Whom can I ring for advice without naming the family?"
TYPED = "and in the evening?"

pytestmark = IN_BROWSER


def test_a_question_waits_for_a_lost_connection_and_the_conversation_goes_on(open_chat):
    page = open_chat()
    ask(page, ADVICE)
    page.context.set_offline(True)
    page.fill("#sb-question textarea", TYPED)
    page.click("#sb-ask")
    page.get_by_text("no connection").wait_for()
    assert "999" in page.inner_text("#sb-status")
    assert page.input_value("#sb-question textarea") == TYPED
    page.context.set_offline(False)
    page.locator(".sb-turn").nth(1).wait_for()
    assert ADVICE in page.locator(".sb-turn").first.inner_text()
    assert page.inner_text("#sb-status") == ""


def test_what_is_typed_while_an_answer_is_awaited_is_not_lost(open_chat):
    page = open_chat()
    held = []

    def hold(route):
        held.append(route)

    page.route(JOIN, hold)
    page.fill("#sb-question textarea", ADVICE)
    page.click("#sb-ask")
    page.get_by_text("Looking in the documents").wait_for()
    page.click("#sb-question textarea")
    page.keyboard.press("Control+A")
    page.keyboard.type(TYPED)
    held[0].continue_()
    page.locator(".sb-turn").first.wait_for()
    page.wait_for_timeout(1000)
    assert ADVICE in page.locator(".sb-turn").first.inner_text()
    assert page.input_value("#sb-question textarea") == TYPED
    page.unroute(JOIN)
    page.click("#sb-ask")
    page.locator(".sb-turn").nth(1).wait_for()
    assert TYPED in page.locator(".sb-turn").nth(1).locator(".sb-asked").inner_text()


def test_a_fault_leaves_the_question_in_the_box_and_says_no_more_that_it_looks(open_chat):
    page = open_chat()
    page.route(JOIN, lambda route: route.fulfill(status=500, json={"detail": "A fault."}))
    page.fill("#sb-question textarea", ADVICE)
    page.click("#sb-ask")
    page.locator(".toast-body.error").wait_for()
    page.wait_for_function("document.querySelector('#sb-status').textContent === ''")
    assert page.input_value("#sb-question textarea") == ADVICE
