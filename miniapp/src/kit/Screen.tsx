import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router-dom';

import type { Parcel } from '../api/outbox';
import { delivered, discard, isMine, outbox, release } from '../api/outbox';
import { session } from '../api/session';
import { waiting } from '../api/transport';
import emblem from '../emblem.svg';
import { useObservable } from '../observable';
import { settings } from '../settings';
import { useWords } from '../words';
import { Button } from './Button';
import { Icon } from './icons';
import { Globe } from './Languages';
import { Letters } from './Letters';
import { Notice } from './Notice';
import { Offline } from './Offline';
import { Unopened } from './places';
import { Tabs } from './Tabs';

interface Props {
  title: string;
  /** Of a title in the service's own words. */
  lang?: string;
  isFirst?: boolean;
  /** What stays at the bottom edge, in place of the bar. */
  foot?: ReactNode;
  children: ReactNode;
}

/** The frame of every screen: its title, the way back, the languages, the app's messages, and the bar. */
export function Screen({ title, lang, isFirst = false, foot, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const words = useWords().common;
  useEffect(() => {
    document.title = title;
    const named = document.querySelector('title');
    if (lang) named?.setAttribute('lang', lang);
    else named?.removeAttribute('lang');
  }, [title, lang]);
  useEffect(() => {
    // A new screen starts at its top; screen readers hear its name. The first one after opening the app keeps the
    // browser's own focus.
    if (history.state?.idx) heading.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, []);
  return (
    <>
      <a className="skip" href="#main">
        {words.skip}
      </a>
      <header className="top">
        {isFirst ? <img className="emblem" src={emblem} alt="" width={40} height={40} /> : <Back />}
        <h1 ref={heading} tabIndex={-1} lang={lang}>
          {title}
        </h1>
        <Globe />
      </header>
      <main id="main">
        <Letters />
        <NotTranslated />
        <Standing />
        {children}
      </main>
      {foot ?? <Tabs />}
      <Unopened />
    </>
  );
}

function Back() {
  const words = useWords().common;
  const navigate = useNavigate();
  // After a deep link there is no history: then back leads to the first screen.
  const go = () => (history.state?.idx ? navigate(-1) : navigate('/', { replace: true }));
  return (
    <button type="button" className="back" onClick={go} aria-label={words.back}>
      <Icon name="back" />
    </button>
  );
}

/** Said once on a screen to who reads another language: some of what stands here is the service's own Vietnamese. */
function NotTranslated() {
  const words = useWords().common;
  const { language } = useObservable(settings);
  const line = useRef<HTMLParagraphElement>(null);
  const [isThere, setThere] = useState(false);
  useEffect(() => {
    const main = line.current?.parentElement;
    const look = () => setThere(language !== 'vi' && Boolean(main?.querySelector('[lang="vi"]:not([data-meant])')));
    look();
    if (language === 'vi' || !main) return undefined;
    const watch = new MutationObserver(look);
    watch.observe(main, { childList: true, subtree: true });
    return () => watch.disconnect();
  }, [language]);
  return (
    <p ref={line} className="small" hidden={!isThere}>
      {words.notTranslated}
    </p>
  );
}

/** Messages for every screen: waits, and unsent items. */
function Standing() {
  const words = useWords().common;
  const seconds = useObservable(waiting);
  const parcels = useObservable(outbox);
  const sent = useObservable(delivered);
  useObservable(session);
  // Said on one screen.
  useEffect(() => () => void (delivered.get() && delivered.set(0)), []);
  const mine = parcels.filter(isMine);
  const held = mine.filter((parcel) => parcel.refused);
  const count = mine.length - held.length;
  const others = parcels.length - mine.length;
  return (
    <>
      <Offline />
      {sent > 0 && (
        <Notice tone="success" live>
          {words.delivered(sent)}
        </Notice>
      )}
      {seconds !== null && <Notice live>{words.waiting(seconds)}</Notice>}
      {count > 0 && <Notice live>{words.outbox(count)}</Notice>}
      {others > 0 && <p className="small">{words.outboxOthers(others)}</p>}
      {held.map((parcel) => (
        <Held key={parcel.id} parcel={parcel} />
      ))}
    </>
  );
}

/** An item that is not sent automatically: the reason, its text, and the author's choices. */
function Held({ parcel }: { parcel: Parcel }) {
  const words = useWords().common;
  const { id, refused = '', body } = parcel;
  return (
    <Notice tone="warning" live>
      {/* Where the service gave no words, its status stands there. */}
      <p>{words.outboxHeld[refused] ?? words.outboxHeld[refused.slice(0, 4)] ?? words.outboxRefused(refused)}</p>
      <p className="quote">{[body.overall && `${body.overall}/5`, body.text ?? body.words].filter(Boolean).join(': ')}</p>
      <div className="buttons">
        <Button onClick={() => void release(parcel)}>{words.send}</Button>
        <Button onClick={() => discard(id)}>{words.discard}</Button>
      </div>
    </Notice>
  );
}
