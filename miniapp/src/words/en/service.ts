import type { DossierStatus, FilingChannel, FollowUpStatus, PersonalRequest, QueueNumberState } from '../../api/types';
import type { vi } from '../vi';
import { reportService } from './reportService';

const wait = 'There is nothing to do. We tell you when something changes.';

const statuses: Record<DossierStatus, (typeof vi.service.statuses)[string]> = {
  submitted: {
    name: 'Filed',
    explanation: 'The application was sent and waits to be checked.',
    nextStep: 'Please wait until the office accepts it. The time limit begins then.',
  },
  accepted: { name: 'Accepted', explanation: 'The office accepted the application.', nextStep: wait },
  declined: {
    name: 'Not accepted',
    explanation: 'The office did not accept the application.',
    nextStep: 'Please read the reason, then prepare and file a new application.',
  },
  processing: { name: 'In progress', explanation: 'The office is working on the application.', nextStep: wait },
  supplement_required: {
    name: 'Papers missing',
    explanation: 'Papers are missing or wrong. The time limit does not run until they are there.',
    nextStep: 'Please hand in all the papers named, before the day given.',
  },
  payment_required: {
    name: 'Payment needed',
    explanation: 'The application waits for your payment. The time limit does not run until then.',
    nextStep: 'Please pay the amount given.',
  },
  withdrawn: {
    name: 'Withdrawn at your request',
    explanation: 'The application was withdrawn, as you asked.',
    nextStep: 'There is nothing to do.',
  },
  suspended: {
    name: 'Paused',
    explanation: 'Work on the application is paused. The time limit does not run meanwhile.',
    nextStep: 'Please read the reason. We tell you when the work goes on.',
  },
  stopped: {
    name: 'Stopped',
    explanation: 'Work on the application has stopped.',
    nextStep: 'Please read the reason. If it is not clear, contact the office in charge.',
  },
  completed: {
    name: 'Result ready',
    explanation: 'The result is ready.',
    nextStep: 'Please collect the result. Bring your appointment slip and proof of identity.',
  },
  returned: {
    name: 'Result handed over',
    explanation: 'The result was handed over.',
    nextStep: 'Please tell us how satisfied you are.',
  },
};

const channels: Record<FilingChannel, string> = { direct: 'In person', online: 'Online', postal: 'By post' };

const requests: Record<PersonalRequest['status'], string> = {
  received: 'Received',
  acknowledged: 'Confirmed, in progress',
  done: 'Done',
  refused: 'Refused',
  cancelled: 'Withdrawn by you',
};

const followUps: Record<FollowUpStatus, (typeof vi.service.followUps)[string]> = {
  waiting: { name: 'Waiting', nextStep: 'The head of the office is looking at your rating. There is nothing to do.' },
  asked_back: { name: 'More is needed from you', nextStep: 'The head of the office asks you something. Officers do not learn who you are.' },
  handled: { name: 'Handled', nextStep: 'It was handled; the outcome will be published soon.' },
  declined: { name: 'Not taken up', nextStep: 'The office does not take it up. Please read the reason.' },
  published: { name: 'Outcome published', nextStep: 'Please read the outcome.' },
};

const numberStates: Record<QueueNumberState, string> = {
  booked: 'Booked',
  waiting: 'Waiting',
  called: 'Being called',
  done: 'Done',
  absent: 'Not there when called',
  left: 'Left',
  cancelled: 'Cancelled',
  closed: 'The office is closed',
  no_show: 'Did not come',
};

export const service: typeof vi.service = {
  statuses,
  numberStates,
  channels,
  changes: {
    correction: 'Corrected',
    extension: 'Apology and a new date',
    due_moved: 'Due date changed',
    fee: 'Amount to pay changed',
    words: 'Papers or reason changed',
  },
  due: {
    not_started: () => 'The time limit begins when the application is accepted.',
    paused: () => 'The time limit does not run now; a new date is set when the work goes on.',
    'paused late': () => 'The time limit does not run now. The application was late before. We apologise.',
    'stopped late': () => 'It was finished after the due date. We apologise for the delay.',
    'stopped on_time': () => 'It was finished in time.',
    'stopped none': () => 'The time limit does not count any more.',
    report: (day) => `The office has to take this step before ${day}.`,
    'running late': (day) => `It was due on ${day} and is late. We apologise for the delay.`,
    'running none': () => 'There is no due date yet.',
    running: (day) => `The result is due on ${day}.`,
  },
  requests,
  followUps,
  ...reportService,
  parts: {
    access_log: 'Who looked at your data',
    account: 'Your account',
    challenges: 'What you said is wrong in announcements',
    consents: 'What you agreed to and withdrew',
    dossier_ties: 'Applications followed and proven yours',
    dossiers: 'Your applications',
    lookups: 'What you looked up by a code',
    notices: 'Notices sent to you',
    confidential_notices: 'Notices of your reports and ratings',
    official_accounts: 'Zalo pages of the police that you spoke to',
    phone_changes: 'Changes of your phone number',
    queue_numbers: 'Your appointments and queue numbers',
    questions: 'Questions and photos you sent',
    ratings: 'Your ratings',
    reports: 'Your reports',
    requests: 'Requests about personal data',
    sessions: 'Sessions that you ended',
    zalo_events: 'Events from Zalo',
  },
};
