import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router-dom';

import { discard, outbox } from '../api/outbox';
import { waiting } from '../api/transport';
import { useObservable } from '../observable';
import { useWords } from '../words';
import { Button } from './Button';
import { Icon } from './icons';
import { Notice } from './Notice';
import { Tabs } from './Tabs';

/** The frame of every screen: its title, the way back, what the app has to say, and the bar. */
export function Screen({ title, isFirst = false, children }: { title: string; isFirst?: boolean; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const words = useWords().common;
  useEffect(() => {
    document.title = title;
  }, [title]);
  useEffect(() => {
    // A new screen begins at its top; screen readers hear its name. The first one after opening the
    // app keeps the browser's own focus.
    if (history.state?.idx) heading.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, []);
  return (
    <>
      <a className="skip" href="#main">
        {words.skip}
      </a>
      <header className="top">
        {!isFirst && <Back />}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
      </header>
      <main id="main">
        <Standing />
        {children}
      </main>
      <Tabs />
    </>
  );
}

function Back() {
  const words = useWords().common;
  const navigate = useNavigate();
  // Opened by a deep link there is nothing behind: then the first screen is the way back.
  const go = () => (history.state?.idx ? navigate(-1) : navigate('/', { replace: true }));
  return (
    <button type="button" className="back" onClick={go} aria-label={words.back}>
      <Icon name="back" />
    </button>
  );
}

/** What concerns every screen: waits, and what could not leave yet. */
function Standing() {
  const words = useWords().common;
  const seconds = useObservable(waiting);
  const parcels = useObservable(outbox);
  const refused = parcels.filter((parcel) => parcel.refused);
  const count = parcels.length - refused.length;
  return (
    <>
      {seconds !== null && <Notice live>{words.waiting(seconds)}</Notice>}
      {count > 0 && <Notice live>{words.outbox(count)}</Notice>}
      {refused.map((parcel) => (
        <Notice key={parcel.key} tone="warning" live>
          <p>{words.outboxRefused(parcel.refused ?? '')}</p>
          <p className="quote">{String(parcel.body.text ?? parcel.body.words ?? '')}</p>
          <Button onClick={() => discard(parcel.key)}>{words.discard}</Button>
        </Notice>
      ))}
    </>
  );
}
