// Opens a modal that the bot answered with, and submits it. <dialog> traps the focus and gives it back.

import { fill, freshId, h, iconButton, set } from "./dom.js";
import { fieldsOf } from "./fields.js";
import { ICONS } from "./icons.js";
import { avatar } from "./people.js";

/** Shows `modal` ({ title, custom_id, components }). `submit(values)`, by custom id, answers null when it was taken,
 * else the sentence to show; the dialog stays open then, with what was typed. */
export function openModal(modal, context, submit) {
  const { store } = context;
  const bot = store.application?.user;
  const botName = store.nameOf(bot?.id, null);
  const titleId = freshId("modal");
  const fields = fieldsOf(modal.components, context);
  const error = h("p", { class: "modal-error", role: "alert" });
  const submitButton = h("button", { class: "button button-primary", type: "submit" }, "Submit");
  const cancel = h("button", { class: "button button-secondary", type: "button" }, "Cancel");
  const close = iconButton(ICONS.close, "Close");
  const form = h(
    "form",
    { method: "dialog", novalidate: true },
    h("header", { class: "modal-head" }, avatar(bot, botName, 32), h("h2", { id: titleId }, modal.title), close),
    h(
      "div",
      { class: "modal-body" },
      h("p", { class: "modal-warning" }, `This form goes to ${botName}. Write no passwords or other secrets in it.`),
      fields.map((field) => field.node),
    ),
    h("footer", { class: "modal-foot" }, error, cancel, submitButton),
  );
  const dialog = h("dialog", { class: "modal", "aria-labelledby": titleId }, form);
  const opener = document.activeElement;
  const fail = (sentence) => fill(error, sentence);

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const wrong = fields.filter((field) => field.problem());
    if (wrong.length) return wrong[0].focus();
    set(submitButton, "aria-busy", "true");
    fail("");
    const given = fields.filter((field) => field.customId).map(async (field) => [field.customId, await field.value()]);
    const send = async () => submit(Object.fromEntries(await Promise.all(given)));
    const refused = await send().catch((error) => error.message);
    set(submitButton, "aria-busy", null);
    if (refused) fail(refused);
    else dialog.close();
  });
  cancel.addEventListener("click", () => dialog.close());
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (opener?.isConnected) opener.focus();
    else context.focusComposer();
  });
  document.body.append(dialog);
  dialog.showModal();
  (fields.find((field) => field.focus) ?? { focus: () => submitButton.focus() }).focus();
  return dialog;
}
