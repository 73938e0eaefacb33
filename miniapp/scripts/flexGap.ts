/**
 * `gap` in flex boxes for web views that lack it: Chrome before 84, Safari before 14.1. They keep distances by margins.
 * They do not say that they lack it, but also lack `inset`, which came a little later; so whoever lacks that gets no
 * gap, and the margins. A plugin for PostCSS: whatever anybody writes is covered.
 */
import type { Declaration, Plugin, Rule } from 'postcss';

const LACKS_IT = 'not (inset: 0)';

export function flexGap(): Plugin {
  return {
    postcssPlugin: 'flex-gap',
    OnceExit(root, { AtRule, Rule: NewRule }) {
      const fallback = new AtRule({ name: 'supports', params: LACKS_IT });
      root.walkRules((rule) => {
        const gap = valueOf(rule, 'gap');
        if (!gap || !/^(inline-)?flex$/.test(valueOf(rule, 'display'))) return;
        const [row = gap, column = row] = gap.split(/\s+/);
        const direction = valueOf(rule, 'flex-direction');
        const isWrapped = /^wrap/.test(valueOf(rule, 'flex-wrap'));
        const margins: [string, string][] = isWrapped
          ? [['margin-right', column], ['margin-bottom', row]]
          : [direction.startsWith('column') ? ['margin-top', row] : ['margin-left', column]];
        const children = rule.selectors.map((one) => `${one} > ${isWrapped ? '*' : '* + *'}`);
        fallback.append(new NewRule({ selectors: rule.selectors }).append({ prop: 'gap', value: '0' }));
        fallback.append(new NewRule({ selectors: children }).append(...margins.map(([prop, value]) => ({ prop, value }))));
      });
      if (fallback.nodes?.length) root.append(fallback);
    },
  };
}

function valueOf(rule: Rule, prop: string): string {
  const found = rule.nodes.filter((node): node is Declaration => node.type === 'decl' && node.prop === prop).pop();
  return found?.value ?? '';
}
