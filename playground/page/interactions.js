// What the reader does with the bot: commands, presses, choices and forms, and what is shown when it fails.

import { openModal } from "./modals.js";

const NO_ANSWER = "The application did not respond";
const FAILED = "This interaction failed";
const EPHEMERAL = 1 << 6;
const DISCORD_EPOCH_MS = 1_420_070_400_000n;

export class Interactions {
  /** `page` offers log(), channelId(), focusComposer() and hears, what a click on a mention does. */
  constructor(store, connection, page) {
    this.store = store;
    this.connection = connection;
    this.page = page;
    this.hears = page.hears;
  }

  /** Runs a command; null, or the sentence with which it was refused before the bot heard of it. */
  async run(command, values) {
    const channelId = this.page.channelId();
    try {
      const options = await settled(values);
      const outcome = await this.connection.request("slash", { channel_id: channelId, ...target(command), options });
      if (outcome.failed) this.#showUnanswered(command, channelId);
      if (outcome.modal) this.#showModal(outcome.modal);
      return null;
    } catch (error) {
      return error.message;
    }
  }

  /** The bot's choices for the option that is being typed. */
  autocomplete(command, values, option, text) {
    const typed = { options: values, focused: option.name, text };
    return this.connection.request("autocomplete", { channel_id: this.page.channelId(), ...target(command), ...typed });
  }

  /** A press on a button or a choice in a select menu; whether the bot answered. */
  async press(message, data) {
    const log = this.page.log();
    log.forgive(message.id);
    try {
      const place = { channel_id: message.channel_id, message_id: message.id };
      const outcome = await this.connection.request("component", { ...place, ...data });
      if (outcome.failed) log.fail(message.id, FAILED);
      if (outcome.modal) this.#showModal(outcome.modal);
      return !outcome.failed;
    } catch (error) {
      log.fail(message.id, error.message);
      return false;
    }
  }

  /** Adds the reader's reaction, or takes it back. */
  react(message, emoji, isOn) {
    return this.#ask("react", message, { emoji, on: isOn });
  }

  /** Votes for these answers of a message's poll and no others. */
  vote(message, answers) {
    return this.#ask("vote", message, { answers });
  }

  /** Deletes a message for everybody. */
  remove(message) {
    return this.#ask("delete", message, {});
  }

  async #ask(op, message, data) {
    const log = this.page.log();
    log.forgive(message.id);
    const place = { channel_id: message.channel_id, message_id: message.id };
    await this.connection.request(op, { ...place, ...data }).catch((error) => log.fail(message.id, error.message));
  }

  /** Takes a message that only the reader sees off the screen; the playground knows nothing of the page's own notes. */
  dismiss(message) {
    const place = { channel_id: message.channel_id, message_id: message.id };
    this.connection.request("dismiss", place).catch(() => {});
    this.store.take({ t: "MESSAGE_DELETE", d: message });
    this.page.focusComposer();
  }

  #showModal(modal) {
    const channelId = this.page.channelId();
    const names = this.store.names(channelId, this.hears);
    const context = { store: this.store, channelId, names, focusComposer: this.page.focusComposer };
    openModal(modal, context, async (values) => {
      try {
        const outcome = await this.connection.request("modal", { interaction_id: modal.interaction_id, values });
        return outcome.failed ? "Something went wrong. Try again." : null;
      } catch (error) {
        return error.message;
      }
    });
  }

  /** A note in the place of the answer, seen by nobody else. */
  #showUnanswered(command, channelId) {
    const id = String((BigInt(Date.now()) - DISCORD_EPOCH_MS) << 22n);
    this.page.log().fail(id, NO_ANSWER);
    const message = {
      id,
      type: 20,
      channel_id: channelId,
      author: this.store.application.user,
      content: "",
      timestamp: new Date().toISOString(),
      flags: EPHEMERAL,
      interaction_metadata: { type: 2, user: this.store.me, name: command.name },
    };
    this.store.take({ t: "MESSAGE_CREATE", d: message });
  }
}

/** The values with those that are still being read, as files are, awaited. */
async function settled(values) {
  const entries = Object.entries(values).map(async ([name, value]) => [name, await value]);
  return Object.fromEntries(await Promise.all(entries));
}

function target(command) {
  return { command_id: command.id, path: command.path };
}
