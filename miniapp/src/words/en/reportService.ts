import type { ReportKind, ReportParticular, ReportStatus } from '../../api/types';
import type { vi } from '../vi';

const wait = 'There is nothing to do. We tell you when something changes.';

const reportStatuses: Record<ReportStatus, (typeof vi.service.reportStatuses)[string]> = {
  sent: { name: 'Sent, waits to be received', nextStep: wait },
  received: { name: 'Received', nextStep: wait },
  need_more: { name: 'More is needed from you', nextStep: 'Please read what the office asks, and answer.' },
  verifying: { name: 'Being verified', nextStep: wait },
  concluded: { name: 'Concluded', nextStep: 'If you do not agree, you may ask for a second look once within 14 days.' },
  declined: { name: 'Not taken on', nextStep: 'Please read why. If you do not agree, you may ask for a second look once within 14 days.' },
  merged: { name: 'Handled with others', nextStep: 'It is handled together with other reports of the same event.' },
  withdrawn: { name: 'Withdrawn by you', nextStep: 'The police may still go on.' },
  disputed: { name: 'Second look', nextStep: 'Another leader looks at it. There is nothing to do.' },
};

const prompts: Record<ReportParticular, string> = {
  words: 'Please tell what you saw yourself.',
  occurred: 'On which day, at what time?',
  place: 'Street, crossing, direction, or what is near.',
  evidence: 'Originals, not cut or edited.',
  plate: 'If you could read it.',
  topic: 'What is it about?',
  suspect: 'If you know somebody involved.',
  contacts: 'Whatever they used to reach you or to take money.',
  loss: 'How much? 0 if nothing was lost.',
  office: 'Which office or officer?',
  name: 'As in your papers.',
  address: 'Where you live.',
  phone: 'Where you can be reached.',
};

const reportKinds: Record<string, { name: string; text: string }> = {
  traffic_violation: { name: 'Traffic violation', text: 'That you recorded, for example running a red light.' },
  other_violation: { name: 'Other violation', text: 'Environment, fire safety, drugs, alcohol, public order.' },
  security_opinion: { name: 'Security where you live', text: 'What worries you, for example noise, strangers, thefts.' },
  crime: { name: 'Crime', text: 'What you know of it: who, what, when, where.' },
  scam: { name: 'Scam warning', text: 'Phone numbers, accounts, links that fraudsters use.' },
  site_report: { name: 'Danger on the road', text: 'Broken lights, signs, holes, cables, trees.' },
  admin_rule: { name: 'A rule that hinders', text: 'Rules and procedures that should be changed.' },
  about_officer: { name: 'An officer or an office', text: 'What an officer or office of the police did wrong.' },
};

/** For kinds that are often off. */
const lawfulWay: Record<ReportKind['code'], string> = {
  crime: 'Please call 113, or go to the nearest police office, day and night. It may not refuse you.',
};

export const reportService = {
  reportStatuses,
  reportKinds,
  lawfulWay,
  prompts,
  findings: {
    occurred: 'The time is missing.',
    place: 'The place is missing.',
    evidence: 'A photo or a video is missing.',
    plate: 'The number plate, if you could read it.',
    words: 'Please tell what happened.',
    topic: 'Please choose what it is about.',
    contacts: 'The phone number, account or link that they used.',
    words_short: 'Please tell more: who, what, where, when.',
    place_unknown: 'Without a place it is very hard to verify. Please write what you remember.',
    plate_form: 'This does not look like a Vietnamese number plate. Please look again.',
    not_own_recording: 'Pictures from the internet are hard to use. If you recorded it yourself, please tick the box.',
    future: 'This time has not come yet. Please look again.',
    out_of_order: 'The end must be after the beginning.',
    too_old: 'This is too long ago to be punished. If it is serious, please go to the nearest police office.',
    no_position: 'The phone did not find its position.',
    outside_vietnam: 'This place is outside Vietnam.',
    at_sea: 'This place lies at sea or across the border.',
    another_province: 'This seems to be in another province. You can still send it; it will be passed on.',
    still_happening: 'If it is still happening or somebody is in danger, please call 113 first.',
    anonymous: 'Without a name the police cannot ask you back.',
  } as Record<string, string>,
  likelihood: { good: 'Nothing important is missing.', fair: 'It can be used; see below what would help.', poor: 'Please see below what is missing.' } as Record<string, string>,
  anonymityWarning: 'Without a name the police cannot ask you back. Keep the secret code to read the answer.',
};
