/** Links from the app to people and places: phone, chat, map, addresses of other hosts. */
import { useState } from 'react';

import type { Contact, Directions } from '../api/types';
import { useObservable } from '../observable';
import { useWords } from '../words';
import { isInside, zalo } from '../zalo';
import { unopened } from '../zalo/unopened';
import { Button } from './Button';
import { Dialog } from './Dialog';
import { Icon } from './icons';
import { Named } from './Vi';

interface CallProps {
  phone: string;
  /** What the link says; without one, whom it calls by `name`. */
  label?: string;
  /** The service's name of whom it calls. */
  name?: string;
  look?: 'plain' | 'urgent';
  /** Show the number itself, large, above the label: for 113, 114 and 115. */
  number?: boolean;
}

export function CallLink({ phone, label, name = '', look = 'plain', number = false }: CallProps) {
  const words = useWords().common;
  const inZalo = (event: { preventDefault: () => void }) => {
    if (!isInside) return;
    event.preventDefault();
    void zalo.call(phone);
  };
  return (
    <a className={`button ${look}`} href={`tel:${phone}`} onClick={inZalo}>
      {number ? <strong>{phone}</strong> : <Icon name="phone" />}
      <span>{label ?? (name ? <Named say={(who) => words.callNamed(who, phone)} name={name} /> : words.call(phone))}</span>
    </a>
  );
}

/** Phone, chat and map of an office, each only if known. */
export function Reach({ contact, directions }: { contact: Contact; directions: Directions | null }) {
  const words = useWords().common;
  const chat = contact.openChat;
  return (
    <div className="buttons">
      {contact.phones.map(({ name, openPhone: { phoneNumber } }) => (
        <CallLink key={phoneNumber} phone={phoneNumber} name={name} />
      ))}
      {chat && (
        <Button icon="chat" onClick={() => void zalo.chat(chat.id)}>
          {words.chat}
        </Button>
      )}
      {directions && (
        <Button icon="pin" onClick={() => void zalo.openMap(directions.openWebview.url)}>
          {words.directions}
        </Button>
      )}
    </div>
  );
}

/**
 * An address of another host. Zalo refuses apps that open others without its approval: then it is text to copy,
 * until the province builds the app with OPEN_OUTSIDE=true.
 */
export function Outside({ url, children }: { url: string; children: string }) {
  if (!isInside) {
    return (
      <a className="outside" href={url} target="_blank" rel="noopener noreferrer">
        {children}
      </a>
    );
  }
  if (import.meta.env.OPEN_OUTSIDE) return <Button onClick={() => void zalo.openOutside(url)}>{children}</Button>;
  return <Copyable text={url}>{children}</Copyable>;
}

export function Copyable({ text, label, children }: { text: string; label?: string; children: string }) {
  const words = useWords().common;
  const [copied, setCopied] = useState(false);
  const copy = () => navigator.clipboard?.writeText(text).then(() => setCopied(true), () => undefined);
  return (
    <div className="copyable">
      <p>{children}</p>
      <code>{text}</code>
      <Button look="quiet" onClick={() => void copy()}>
        {copied ? words.copied : (label ?? words.copy)}
      </Button>
    </div>
  );
}

/** Zalo could not open something, such as an old one that lacks the function: what the person can do by themselves. */
export function Unopened() {
  const words = useWords().common;
  const address = useObservable(unopened);
  if (!address) return null;
  return (
    <Dialog title={words.errors.problem.title} onClose={() => unopened.set('')}>
      <Copyable key={address} text={address} label={words.copyThis}>
        {/^\d+$/.test(address) ? words.unopenedPhone : words.unopened}
      </Copyable>
    </Dialog>
  );
}
