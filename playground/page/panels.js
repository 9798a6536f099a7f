// The side columns on narrow screens: the channels and the members slide in over the messages and out again.

const NARROW = matchMedia("(max-width: 760px)");
const ROOMY = matchMedia("(min-width: 1100px)");

/** Wires the two buttons of the top bar; gives isWide, closeDrawer and allowMembers. */
export function panels(part) {
  const app = part("app");
  const drawer = part("drawer");
  const main = app.querySelector("main");
  const openButton = part("open-drawer");
  const membersButton = part("toggle-members");
  let members = ROOMY.matches;
  let allowed = true;
  let opened = false;

  function show() {
    const isOver = NARROW.matches && opened;
    app.classList.toggle("drawer-open", isOver);
    drawer.inert = NARROW.matches && !opened;
    main.inert = isOver;
    openButton.setAttribute("aria-expanded", String(isOver));
    app.classList.toggle("members-shown", members && allowed);
    part("members").hidden = !(members && allowed);
    membersButton.hidden = !allowed;
    membersButton.setAttribute("aria-expanded", String(members && allowed));
  }

  function closeDrawer() {
    if (!opened) return;
    opened = false;
    show();
    if (NARROW.matches) openButton.focus();
  }

  function hideMembers() {
    members = false;
    show();
    membersButton.focus();
  }

  openButton.addEventListener("click", () => {
    opened = true;
    show();
    (drawer.querySelector("[aria-current=page]") ?? drawer.querySelector("button")).focus();
  });
  app.addEventListener("click", (event) => {
    if (event.target === app) closeDrawer();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !NARROW.matches) return;
    if (opened) closeDrawer();
    else if (members) hideMembers();
  });
  membersButton.addEventListener("click", () => {
    members = !members;
    show();
  });
  NARROW.addEventListener("change", show);
  ROOMY.addEventListener("change", () => {
    members = ROOMY.matches;
    show();
  });
  show();
  return {
    isWide: () => !NARROW.matches,
    closeDrawer,
    allowMembers: (isAllowed) => {
      allowed = isAllowed;
      show();
    },
  };
}
