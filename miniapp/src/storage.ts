/** What the phone keeps. A full or forbidden storage is no error: this visit then remembers in memory. */

const PREFIX = 'portal:';
const memory = new Map<string, string>();

export function read<T>(name: string): T | null {
  let text: string | null | undefined;
  try {
    text = localStorage.getItem(PREFIX + name);
  } catch {
    text = null;
  }
  text ??= memory.get(name);
  if (text == null) return null;
  try {
    return JSON.parse(text) as T;
  } catch {
    return null;
  }
}

/** Keep `value`; true if it will still be there at the next visit. */
export function write(name: string, value: unknown): boolean {
  const text = JSON.stringify(value);
  memory.set(name, text);
  try {
    localStorage.setItem(PREFIX + name, text);
    return true;
  } catch {
    // An older text must not come back in place of the newer one that did not fit.
    try {
      localStorage.removeItem(PREFIX + name);
    } catch {
      // Nothing can be kept here.
    }
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
  const found = new Set([...memory.keys()]);
  try {
    for (let index = 0; index < localStorage.length; index += 1) {
      const name = localStorage.key(index);
      if (name?.startsWith(PREFIX)) found.add(name.slice(PREFIX.length));
    }
  } catch {
    // Only memory is left.
  }
  return [...found].filter((name) => name.startsWith(start));
}
