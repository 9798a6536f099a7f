"""Opening a discussion of a what-if: a thread on its card, or a post in a forum."""

from playground import Permission

REQUIRE_TAG = 1 << 4  # Discord, Channel Flags


async def test_a_thread_on_the_card(stage, anna):
    """Discuss, then the thread: it is named after the what-if and begins with its questions."""
    card = await anna.slash("general", "whatif", id="rr-w001")
    where = await anna.click(card, "Discuss")
    opened = await anna.click(where, "Thread on this card")
    starter = await stage.discord.wait_for_message(card.message.id, where=lambda m: "To begin with" in m.text)

    assert where.ephemeral
    assert f"<#{card.message.id}>" in opened.text
    assert "Which units would have obeyed" in starter.text


async def test_a_second_press_finds_the_first_thread(anna, ben):
    """Two members who press get the same thread."""
    card = await anna.slash("general", "whatif", id="rr-w001")
    first = await anna.click(await anna.click(card, "Discuss"), "Thread on this card")
    second = await ben.click(await ben.click(card, "Discuss"), "Thread on this card")

    assert first.text == second.text


async def test_a_forum_post(stage, anna):
    """A forum gets a post with the card, and the presser the link to it."""
    card = await anna.slash("general", "whatif", id="wh-w101")
    where = await anna.click(card, "Discuss")
    opened = await anna.select(where, custom_id="forum:wh-w101", values=[stage.discord.channel("what-if").id])
    [post] = stage.discord.guild().threads.values()
    [first] = stage.discord.messages(post)

    assert f"<#{post.id}>" in opened.text
    assert "wh-w101" in first.text


async def test_a_forum_that_wants_a_tag(stage, anna):
    """The tag is asked for, and then used, also where Clio was restarted before each of the steps."""
    forum = stage.discord.channel("what-if")
    forum.flags |= REQUIRE_TAG
    stage.discord.staff.set_overwrite(forum, anna.user)  # tells the bot that the channel changed
    card = await anna.slash("general", "whatif", id="wh-w101")
    where = await anna.click(card, "Discuss")
    await stage.restart()
    which = await anna.select(where, custom_id="forum:wh-w101", values=[forum.id])
    await stage.restart()
    opened = await anna.select(which, custom_id=f"tag:wh-w101:{forum.id}", values=[forum.tags[0].name])
    [post] = stage.discord.guild().threads.values()

    assert "Which tag?" in which.text
    assert f"<#{post.id}>" in opened.text
    assert [forum.tags[0].id] == post.applied_tag_ids


async def test_post_opens_the_thread_at_once(stage, anna):
    """post:true answers in public and opens the thread on the answer."""
    card = await anna.slash("general", "whatif", post=True, id="wh-w102")
    await stage.discord.wait_for(lambda event: event.name == "THREAD_CREATE")
    starter = await stage.discord.wait_for_message(card.message.id, where=lambda m: "To begin with" in m.text)

    assert not card.ephemeral
    assert "counterfactual" in starter.text


async def test_post_without_permission_is_a_private_copy(stage, ben):
    """Who may not open threads gets the card alone, with the reason."""
    stage.deny("general", "ben", Permission.CREATE_PUBLIC_THREADS)
    card = await ben.slash("general", "whatif", post=True)

    assert card.ephemeral
    assert "Create Public Threads" in card.text


async def test_the_presser_s_permission_counts_at_press_time(stage, anna, ben):
    """A thread is refused to a presser who lost the permission after the card was shown."""
    card = await anna.slash("general", "whatif")
    where = await ben.click(card, "Discuss")
    stage.deny("general", "ben", Permission.CREATE_PUBLIC_THREADS)
    refused = await ben.click(where, "Thread on this card")

    assert refused.ephemeral
    assert "Create Public Threads" in refused.text


async def test_a_missing_permission_of_clio_s_is_told(stage, anna):
    """Where Clio may not open threads the presser reads what to change."""
    card = await anna.slash("general", "whatif")
    where = await anna.click(card, "Discuss")
    stage.deny("general", "Clio", Permission.CREATE_PUBLIC_THREADS)
    refused = await anna.click(where, "Thread on this card")

    assert refused.ephemeral
    assert "Clio needs" in refused.text
