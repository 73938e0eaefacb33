import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { expect, it } from 'vitest';

type Imports = Map<string, string[]>;
const SOURCES = resolve(__dirname, '../src');
const ENDS = ['.ts', '.tsx', '/index.ts', '/index.tsx'];

/** Which files each file imports, types too, and what is loaded on demand not. */
function imports(): Imports {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'));
  return new Map(files.map((name) => [join(SOURCES, name), importedBy(join(SOURCES, name))]));
}

function importedBy(file: string): string[] {
  const named = readFileSync(file, 'utf8').matchAll(/^(?:import|export)\s[^;]*?from '(\.[^']*)';/gm);
  return [...named].flatMap(([, name = '']) => ENDS.map((end) => resolve(dirname(file), name) + end).filter(existsSync));
}

/** Each file that leads back to itself. */
function circles(graph: Imports): string[] {
  const reached = (from: string, seen = new Set<string>()): Set<string> => {
    for (const next of graph.get(from) ?? []) if (!seen.has(next)) reached(next, seen.add(next));
    return seen;
  };
  return [...graph.keys()].filter((file) => reached(file).has(file));
}

it('has no files that import each other in a circle', () => {
  const graph = imports();
  expect(graph.size).toBeGreaterThan(100);
  expect(circles(graph)).toEqual([]);
});

it('finds a circle', () => {
  expect(circles(new Map([['a', ['b']], ['b', ['c']], ['c', ['b']]]))).toEqual(['b', 'c']);
});
