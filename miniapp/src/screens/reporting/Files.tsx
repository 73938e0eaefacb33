import { useEffect, useRef, useState } from 'react';

import { newTicket, pickerAddress, readPicked } from '../../api/queries/evidence';
import { idempotencyKey } from '../../api/client';
import { hasAgreed } from '../../api/session';
import type { ReportKinds } from '../../api/types';
import { Button, ErrorBox, Notice, Tick } from '../../kit';
import type { IconName } from '../../kit/icons';
import { useObservable } from '../../observable';
import { useWords } from '../../words';
import type { MediaSource } from '../../zalo';
import { zalo } from '../../zalo';
import { chosenOriginals } from '../../zalo/files';
import { useAction } from '../action';
import { Said } from '../Said';
import { captureOf } from './capture';
import type { Enclosed, Piece } from './draft';
import { FileRow } from './FileRow';
import { isPhoto, OwnData, redraw, REDRAWN } from './OwnData';
import { drop, send, uploads } from '../../api/uploads';

interface Props {
  enclosed: Enclosed;
  limits: ReportKinds['evidence'];
  prompt?: string;
  /** A report without them is refused. */
  isNeeded?: boolean;
  /** Nothing may lead from the files to the logged-in person. */
  isStranger?: boolean;
  onChange: (values: Partial<Enclosed>) => void;
}

const TICKET_ENDED = 'evidence_ticket_ended';
const SOURCES: [MediaSource, IconName][] = [['photo', 'camera'], ['video', 'video'], ['file', 'paper']];

/** Photos and videos, sent as soon as they are chosen: writing takes longer than most of them. */
export function Files({ enclosed, limits, prompt, isNeeded = true, isStranger = !hasAgreed(), onChange }: Props) {
  const { reporting: words, service } = useWords();
  const running = useObservable(uploads);
  const [told, setTold] = useState('');
  const latest = useRef(enclosed);
  latest.current = enclosed;
  const { files, own, original } = enclosed;
  const bare = isStranger && enclosed.bare;

  useEffect(() => {
    const isNew = (file: Piece) => !file.id && running[file.key]?.received;
    if (files.some(isNew)) onChange({ files: files.map((file) => (isNew(file) ? { ...file, id: running[file.key]?.received?.id } : file)) });
  }, [running, files, onChange]);

  const hasEnded = files.some(({ key, ticket }) => ticket === enclosed.ticket && running[key]?.code === TICKET_ENDED);

  /** The ticket for files without a session: one for all of them. */
  async function hold(): Promise<string> {
    if (!isStranger) return '';
    const ticket = (!hasEnded && latest.current.ticket) || (await newTicket());
    if (ticket !== latest.current.ticket) onChange({ ticket });
    return ticket;
  }

  const add = useAction(async (source: MediaSource, instead?: Piece) => {
    setTold('');
    const said = { own_recording: own, keeps_original: original };
    const room = limits.max_files - latest.current.files.length;
    const picked =
      bare && source !== 'video' // Zalo's picker would send the photo by itself
        ? { files: await chosenOriginals(source) }
        : await zalo.pickOriginals(source, room, limits.video_max_bytes, async (picker) => pickerAddress(await hold(), { ...said, picker }));
    const ticket = await hold();
    if ('answered' in picked) return takeReceived(readPicked(picked.answered), source, ticket);
    const chosen = await Promise.all(picked.files.slice(0, instead ? 1 : room).map((file) => (bare && isPhoto(file) ? redraw(file) : file)));
    const good = chosen.filter((file) => file.size > 0 && file.size <= mostOf(file));
    if (good.length < picked.files.length) setTold(words.refusedFiles(picked.files.length - good.length));
    const added = await Promise.all(good.map((file) => pieceOf(file, ticket)));
    const others = latest.current.files.filter((file) => file !== instead);
    if (added.length > 0) onChange({ files: [...others, ...added.map(([piece]) => piece)] });
    for (const [piece, file] of added) void send(piece.key, file, ticket, { ...said, picker: bare && isPhoto(file) ? REDRAWN : 'web' });
  });

  const mostOf = ({ type }: File) => (type.startsWith('image/') ? limits.photo_max_bytes : limits.video_max_bytes);

  async function pieceOf(file: File, ticket: string): Promise<[Piece, File]> {
    const { name, size } = file;
    const type = file.type || 'application/octet-stream';
    return [{ key: idempotencyKey(), since: Date.now(), name, size, type, own, original, ticket, ...(await captureOf(file)) }, file];
  }

  function takeReceived(read: ReturnType<typeof readPicked>, name: string, ticket: string) {
    if ('refused' in read) {
      if (read.code === TICKET_ENDED) onChange({ ticket: '' }); // the next file gets another
      return setTold(read.refused || words.fileFailed);
    }
    const added = read.map(({ id, size, type }) => ({ key: id, id, since: Date.now(), name, size, type, own, original, ticket }));
    onChange({ files: [...latest.current.files, ...added] });
  }

  /** Statements about a file are sent with it: files still in memory are sent again. */
  function say(values: Partial<Pick<Enclosed, 'own' | 'original'>>) {
    const now = { own, original, ...values };
    onChange({ ...values, files: files.map((file) => (running[file.key] ? { ...file, ...now, id: undefined } : file)) });
    for (const { key } of files) {
      const upload = running[key];
      if (upload) void send(key, upload.file, upload.ticket, { ...upload.said, own_recording: now.own, keeps_original: now.original });
    }
  }

  function remove(piece: Piece) {
    drop(piece.key);
    onChange({ files: files.filter((file) => file !== piece) });
  }

  return (
    <>
      {prompt && (
        <p>
          <Said own={service.prompts.evidence} service={prompt} />
        </p>
      )}
      {!isNeeded && files.length === 0 && <Notice>{words.noFileNeeded}</Notice>}
      {isStranger && <OwnData enclosed={enclosed} onChange={onChange} />}
      <Tick checked={own} onChange={(value) => say({ own: value })}>
        {words.own}
      </Tick>
      <Tick checked={original} onChange={(value) => say({ original: value })}>
        {words.original}
      </Tick>
      {files.length > 0 && (
        <ul className="list" aria-label={words.files}>
          {files.map((file, place) => (
            <FileRow
              key={file.key}
              piece={file}
              place={place + 1}
              isHeld={file.ticket === enclosed.ticket && (!isStranger || file.ticket !== '')}
              upload={running[file.key]}
              onAgain={() => void add.run('file', file)}
              onRemove={() => remove(file)}
            />
          ))}
        </ul>
      )}
      {told && (
        <Notice tone="warning" live>
          {told}
        </Notice>
      )}
      {add.error !== null && <ErrorBox error={add.error} />}
      {files.length < limits.max_files && (
        <div className="buttons">
          {SOURCES.map(([source, icon]) => (
            <Button key={source} icon={icon} busy={add.busy} onClick={() => void add.run(source)}>
              {words.sources[source]}
            </Button>
          ))}
        </div>
      )}
      <p className="small">{words.limits(limits.max_files, megabytes(limits.photo_max_bytes), megabytes(limits.video_max_bytes))}</p>
    </>
  );
}

const megabytes = (bytes: number) => Math.floor(bytes / 1024 / 1024);
