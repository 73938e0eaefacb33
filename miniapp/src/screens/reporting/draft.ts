/** A draft of a report; stored on the phone. */
import type { PlaceCertainty, ReportBody, ReportCheckBody, ReportIdentity, ReportKind, ReportParticular } from '../../api/types';
import { useDraft } from '../../drafts';
import { settings } from '../../settings';
import { uploads } from '../../api/uploads';

/** A file of the report. Its bytes live only while the app is open; `id` is set once the service has them. */
export interface Piece {
  key: string;
  name: string;
  size: number;
  type: string;
  own: boolean;
  original: boolean;
  /** The ticket it belongs to; empty: it belongs to the citizen. */
  ticket: string;
  /** When it was chosen; it is sent soon after. */
  since: number;
  at?: string;
  near?: string;
  id?: string;
}

export interface Draft {
  files: Piece[];
  own: boolean;
  original: boolean;
  /** Photos are drawn again before sending, without the camera's metadata. */
  bare: boolean;
  /** For somebody without a session. */
  ticket: string;
  /** Vietnam's time, in the form of a date and time field. */
  from: string;
  to: string;
  place: string;
  /** «latitude,longitude», or empty. */
  point: string;
  certainty: PlaceCertainty;
  topic: string;
  words: string;
  plates: string[];
  contacts: string[];
  loss: string;
  suspect: string;
  office: string;
  officeName: string;
  name: string;
  address: string;
  phone: string;
  guardian: string;
  identity: ReportIdentity;
}

/** What of a draft its files need. */
export type Enclosed = Pick<Draft, 'files' | 'own' | 'original' | 'bare' | 'ticket'>;

export const EMPTY: Draft = {
  files: [], own: false, original: false, bare: false, ticket: '', from: '', to: '', place: '', point: '', certainty: 'exact',
  topic: '', words: '', plates: [''], contacts: [''], loss: '', suspect: '', office: '', officeName: '',
  name: '', address: '', phone: '', guardian: '', identity: 'confidential',
};

/** The service's limit for texts. */
export const MOST_WORDS = 5000;

export const useReportDraft = (kind: string) => useDraft(`report:${kind}`, EMPTY);

export type Change = (values: Partial<Draft>) => void;

export const STEPS = ['files', 'when', 'words', 'who', 'check'] as const;
export type Step = (typeof STEPS)[number];

/** The step of each particular; further ones of a newer service are in its check. */
const ASKED_IN: Record<ReportParticular, Step> = {
  evidence: 'files', occurred: 'when', place: 'when', words: 'words', topic: 'words', plate: 'words', suspect: 'words',
  contacts: 'words', loss: 'words', office: 'words', name: 'who', address: 'who', phone: 'who',
};

/** The steps of a kind, without empty ones. */
export function stepsOf(kind: ReportKind): Step[] {
  const asked = new Set(kind.particulars.map(({ code }) => ASKED_IN[code]));
  return STEPS.filter((step) => step === 'who' || step === 'check' || step === 'words' || asked.has(step));
}

const FIELDS: Record<string, Step> = {
  evidence: 'files', occurred_from: 'when', occurred_to: 'when', place: 'when', identity: 'who', name: 'who', address: 'who', phone: 'who', guardian: 'who',
};

/** The step for a finding of the service, such as «/body/plates/0». */
export function stepOf(pointer: string): Step {
  return FIELDS[pointer.split('/')[2] ?? ''] ?? 'words';
}

/** The files at the service that this report may use: without a name, none of the citizen's. */
export function idsOf({ files, ticket, identity }: Pick<Draft, 'files' | 'ticket'> & Partial<Pick<Draft, 'identity'>>): string[] {
  const isUsable = (file: Piece) => file.ticket === ticket && (identity !== 'anonymous' || file.ticket !== '');
  return files.filter(isUsable).flatMap((file) => idOf(file) ?? []);
}

export const idOf = (file: Piece) => file.id ?? uploads.get()[file.key]?.received?.id;

const moment = (wall: string) => `${wall.slice(0, 16)}:00+07:00`; // some browsers add seconds

/** Groups of three, all separated in the same way, and zero decimals: «5.000.000,00». */
const AMOUNT = /^((\d+|\d{1,3}((\.\d{3})+|(\s\d{3})+))(,00?)?|\d{1,3}(,\d{3})+(\.00?)?)$/;

/** Whole đồng; null if it is not a number or is ambiguous. */
export function amountOf(text: string): number | null {
  const typed = text.trim();
  return AMOUNT.test(typed) ? Number(typed.replace(/[.,]00?$/, '').replace(/\D/g, '')) : null;
}

function placeOf({ place, point, certainty }: Draft) {
  const [latitude, longitude] = point.split(',').map(Number);
  return { certainty, ...(place.trim() && { words: place.trim() }), ...(point && { latitude, longitude }) };
}

/** The content of the report, without the sender: empty values are omitted. */
function said(kind: string, draft: Draft) {
  const { from, to, topic, words, suspect, office, name, address, phone, identity } = draft;
  const lines = (values: string[]) => values.map((value) => value.trim()).filter(Boolean);
  const [plates, contacts] = [lines(draft.plates), lines(draft.contacts)];
  const loss = amountOf(draft.loss);
  const texts = { topic, suspect, about_office: office, name, address, phone };
  const filled = Object.entries(texts).filter(([, text]) => text.trim());
  return {
    kind,
    words: words.trim(),
    identity,
    language: settings.get().language,
    place: placeOf(draft),
    ...(from && { occurred_from: moment(from) }),
    ...(to && { occurred_to: moment(to) }),
    ...(plates.length > 0 && { plates }),
    ...(contacts.length > 0 && { contacts }),
    ...(loss !== null && { loss }),
    ...(Object.fromEntries(filled.map(([field, text]) => [field, text.trim()])) as Partial<typeof texts>),
  };
}

export function checkOf(kind: string, draft: Draft): ReportCheckBody {
  const evidence = draft.files.map(({ type, at, own }) => ({ media_type: type, own_recording: own, ...(at && { captured_at: at }) }));
  return { ...said(kind, draft), evidence };
}

export function bodyOf(kind: string, draft: Draft): ReportBody {
  return { ...said(kind, draft), guardian: draft.guardian.trim(), ...enclosed(draft) };
}

/** The files, and their ticket if there is one: an empty one is refused. */
export function enclosed(draft: Pick<Draft, 'files' | 'ticket'> & Partial<Pick<Draft, 'identity'>>): Pick<ReportBody, 'evidence' | 'evidence_ticket'> {
  const { ticket: evidence_ticket } = draft;
  const files = { evidence: idsOf(draft), ...(evidence_ticket && { evidence_ticket }) };
  return files as Pick<ReportBody, 'evidence' | 'evidence_ticket'>; // members with a default count as required there
}
