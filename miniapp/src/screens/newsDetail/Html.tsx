/** The text of an announcement: HTML cleaned by the service, limited to these elements. */
import type { ReactNode } from 'react';
import { createElement, useMemo, useState } from 'react';

import { Copyable } from '../../kit';
import { useWords } from '../../words';
import { isInside, zalo } from '../../zalo';

/** Headings are below the announcement's own title. */
const SHOWN: Record<string, string> = {
  P: 'p', BR: 'br', STRONG: 'strong', EM: 'em', UL: 'ul', OL: 'ol', LI: 'li', BLOCKQUOTE: 'blockquote', H2: 'h3', H3: 'h4',
};

export function Html({ html }: { html: string }) {
  const words = useWords().news;
  const [address, setAddress] = useState('');
  const shown = useMemo(() => {
    const follow = (href: string) => {
      if (href.startsWith('tel:')) void zalo.call(href.slice(4));
      else if (import.meta.env.OPEN_OUTSIDE) void zalo.openOutside(href);
      else setAddress(href);
    };
    return children(new DOMParser().parseFromString(html, 'text/html').body, follow);
  }, [html]);
  return (
    <div className="prose" lang="vi">
      {shown}
      {address && <Copyable text={address}>{words.outside}</Copyable>}
    </div>
  );
}

function children(parent: Node, follow: (href: string) => void): ReactNode[] {
  return [...parent.childNodes].map((node, key) => {
    if (node.nodeType === Node.TEXT_NODE) return node.textContent;
    if (!(node instanceof HTMLElement)) return null;
    const href = node.getAttribute('href') ?? '';
    if (node.nodeName === 'A' && /^(https:\/\/|tel:)/.test(href)) {
      return (
        <Link key={key} href={href} follow={follow}>
          {children(node, follow)}
        </Link>
      );
    }
    const tag = SHOWN[node.nodeName];
    if (tag === 'br') return <br key={key} />;
    return tag ? createElement(tag, { key }, children(node, follow)) : children(node, follow);
  });
}

/** Zalo lets an app link elsewhere only with its approval: until then the address can be copied. */
function Link({ href, follow, children: words }: { href: string; follow: (href: string) => void; children: ReactNode }) {
  const inZalo = (event: { preventDefault: () => void }) => {
    if (!isInside) return;
    event.preventDefault();
    follow(href);
  };
  return (
    <a href={href} target={href.startsWith('tel:') ? undefined : '_blank'} rel="noopener noreferrer" onClick={inZalo}>
      {words}
    </a>
  );
}
