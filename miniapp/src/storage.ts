/** What the phone keeps. A full or forbidden storage is no error: this visit then remembers in memory. */

export const PREFIX = 'portal:';
/** Only what the storage did not take: the rest other windows may change. */
const memory = new Map<string, string>();

export function read<T>(name: string): T | null {
  try {
    return JSON.parse(memory.get(name) ?? localStorage.getItem(PREFIX + name) ?? 'null') as T | null;
  } catch {
    return null;
  }
}

/** Keep `value`; true if it will still be there at the next visit. Public answers make room for it. */
export function write(name: string, value: unknown): boolean {
  const text = JSON.stringify(value);
  if (store(name, text)) return true;
  stored().filter((other) => other.startsWith('answer:')).forEach(remove);
  if (store(name, text)) return true;
  remove(name); // an older text must not come back in place of the newer one that did not fit
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
    // Nothing was kept here.
  }
}

/** Names that begin with `start`, of what is kept. */
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
