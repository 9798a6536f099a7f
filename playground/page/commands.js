// What can be typed after a slash: the commands that can be run, and which values their options take.

export const OPTION = {
  SUBCOMMAND: 1,
  GROUP: 2,
  STRING: 3,
  INTEGER: 4,
  BOOLEAN: 5,
  USER: 6,
  CHANNEL: 7,
  ROLE: 8,
  MENTIONABLE: 9,
  NUMBER: 10,
  FILE: 11,
};
const CHAT_INPUT = 1;
const WHOLE = /^-?\d{1,16}$/;
const DECIMAL = /^-?\d+(\.\d+)?$/;

/** Every command and subcommand one can run: { id, path, name, description, options }, by name. */
export function runnable(commands) {
  const found = [];
  for (const command of commands) {
    if ((command.type ?? CHAT_INPUT) === CHAT_INPUT) collect(command, command.id, [], found);
  }
  return found.sort((one, other) => one.name.localeCompare(other.name));
}

function collect(part, id, above, found) {
  const path = [...above, part.name];
  const options = part.options ?? [];
  const parts = options.filter((option) => option.type === OPTION.SUBCOMMAND || option.type === OPTION.GROUP);
  if (parts.length) parts.forEach((each) => collect(each, id, path, found));
  else found.push({ id, path, name: path.join(" "), description: part.description, options });
}

/** The commands whose name has the words typed after the slash, those beginning with them first. */
export function search(commands, query) {
  const wanted = query.trim().toLowerCase();
  const places = commands.map((command) => command.name.indexOf(wanted));
  return commands
    .map((command, at) => [places[at] === 0 ? 0 : 1, at, command])
    .filter(([, at]) => places[at] >= 0)
    .sort((one, other) => one[0] - other[0] || one[1] - other[1])
    .map(([, , command]) => command);
}

/** Whether an option's value is picked from a list of its own rather than typed. */
export function isListed(option) {
  return Boolean(option.choices?.length) || option.type === OPTION.BOOLEAN || isEntity(option);
}

/** Whether an option takes a member, a role or a channel. */
export function isEntity(option) {
  return [OPTION.USER, OPTION.CHANNEL, OPTION.ROLE, OPTION.MENTIONABLE].includes(option.type);
}

/** What Discord makes of a typed text: { value } or { problem }. An empty text of an optional option is neither. */
export function read(option, text, listed) {
  const typed = text.trim();
  if (!typed) return option.required ? { problem: "This option is required. Specify a value." } : {};
  if (isListed(option)) {
    const isMeant = (words) => String(words).toLowerCase() === typed.toLowerCase();
    const same = listed.find((item) => [item.label, item.alias, item.key].some(isMeant));
    return same ? { value: same.value ?? same.key } : { problem: "Pick one of the choices in the list." };
  }
  if (option.type === OPTION.INTEGER || option.type === OPTION.NUMBER) return readNumber(option, typed);
  return readText(option, text);
}

function readNumber(option, typed) {
  if (option.type === OPTION.INTEGER && !WHOLE.test(typed)) return { problem: "Enter a whole number." };
  if (!DECIMAL.test(typed)) return { problem: "Enter a number." };
  const value = Number(typed);
  const { min_value: least = -Infinity, max_value: most = Infinity } = option;
  if (value < least) return { problem: `Enter a number that is at least ${least}.` };
  return value > most ? { problem: `Enter a number that is at most ${most}.` } : { value };
}

function readText(option, text) {
  const { length } = [...text];
  const { min_length: least = 0, max_length: most = 6000 } = option;
  if (length < least) return { problem: `Enter at least ${least} characters.` };
  return length > most ? { problem: `Enter at most ${most} characters.` } : { value: text };
}
