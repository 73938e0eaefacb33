import type { vi } from '../vi';

export const lookUp: typeof vi.lookUp = {
  title: 'Look up an application',
  code: 'Application code',
  codeHint: 'On the receipt slip, for example G01.899.909-260916-890028',
  scan: 'Scan the code',
  paste: 'Paste a copied code',
  scanRefused: 'Scanning did not work. Please type the code printed on the slip into the field above.',
  scanOther: 'What you scanned is no application code. Please scan the one on the receipt slip, or type it above.',
  scanElsewhere: 'What you scanned is no application code. It opens another page of this app.',
  openIt: 'Open that page',
  pasteRefused: 'The phone did not allow pasting. Please press and hold the field above and choose “Paste”.',
  pasteOther: 'What was copied holds no application code. Please copy the code again, or type it above.',
  wrongCode: 'The code is not right. It looks like G01.899.909-260916-890028.',
  proof: 'Tell one more thing to see everything',
  proofs: {
    phone_last4: 'Last 4 digits of the phone number given',
    id_last4: 'Last 4 digits of the ID card',
    both_last4: 'Both of these last 4 digits',
    slip_secret: 'Look-up code on the slip',
    none: 'Only see which step it has reached',
  },
  value: {
    phone_last4: 'Last 4 digits of the phone number',
    id_last4: 'Last 4 digits of the ID card',
    slip_secret: 'Look-up code',
  },
  valueHint: {
    phone_last4: 'The number given when the application was filed',
    id_last4: 'The ID card of the person who filed it',
    slip_secret: 'Letters and digits, printed with the application code',
  },
  wrong: {
    phone_last4: 'Please enter exactly 4 digits.',
    id_last4: 'Please enter exactly 4 digits.',
    slip_secret: 'Please enter the look-up code.',
  },
  button: 'See the application',
  notFound: 'No application fits this information',
  notFoundText: 'Please check the code and the other value. If it still fails, please ask the office that took the application.',
  guessed: 'Somebody has tried this code many times',
  guessedText:
    'Please choose “Both of these last 4 digits”, or the look-up code on the slip, or log in with the phone number of the application: then you see it at once.',
  result: 'Application found',
  more: 'To see missing papers, the due date and the office, tell one more thing above.',
  keep: 'Log in to keep this application in your list and be told when it changes.',
};
