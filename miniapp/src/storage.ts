/** The phone's storage. If it is full or forbidden, this visit uses memory instead. */

export const PREFIX = 'portal:';
/** Only values that the storage refused: other windows may change the rest. */
const memory = new Map<string, string>();

export function read<T>(name: string): T | null {
  try {
    return JSON.parse(textOf(name)) as T | null;
  } catch {
    return null;
  }
}

const textOf = (name: string) => memory.get(name) ?? localStorage.getItem(PREFIX + name) ?? 'null';
const parsed = new Map<string, { text: string; value: unknown }>();

/** Like `read`, for what is large and asked for at every key: parsed once, so nobody may change it. */
export function readOnce<T>(name: string): Readonly<T> | null {
  try {
    const text = textOf(name);
    if (parsed.get(name)?.text !== text) parsed.set(name, { text, value: JSON.parse(text) });
    return parsed.get(name)?.value as T | null;
  } catch {
    return null;
  }
}

/** Store `value`; true if it will exist at the next visit. Public answers are deleted to make room. */
export function write(name: string, value: unknown): boolean {
  const text = JSON.stringify(value);
  if (store(name, text)) return true;
  stored().filter((other) => other.startsWith('answer:')).forEach(remove);
  if (store(name, text)) return true;
  remove(name); // an older text must not replace the newer one that did not fit
  memory.set(name, text);
  return false;
}

function store(name: string, text: string): boolean {
  try {
    localStorage.setItem(PREFIX + name, text);
    memory.delete(name);
    return true;
  } catch {
    return false;
  }
}

export function remove(name: string): void {
  memory.delete(name);
  try {
    localStorage.removeItem(PREFIX + name);
  } catch {
    // Nothing was stored here.
  }
}

/** Stored names that begin with `start`. */
export function names(start: string): string[] {
  return [...memory.keys(), ...stored()].filter((name) => name.startsWith(start));
}

function stored(): string[] {
  try {
    return Object.keys(localStorage).flatMap((name) => (name.startsWith(PREFIX) ? name.slice(PREFIX.length) : []));
  } catch {
    return [];
  }
}
