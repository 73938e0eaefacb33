/** The same ten things with what orval makes: PORTAL is the service's address, FILE a picture. */
import { readFileSync } from 'node:fs';

import * as portal from './orval_client.js';

const { PORTAL = '', FILE = '', TOKEN = '' } = process.env;
const picture = new Blob([new Uint8Array(readFileSync(FILE))], { type: 'image/jpeg' });
const MEGABYTE = 1024 * 1024;
const plain = fetch;
globalThis.fetch = (address, options) => plain(`${PORTAL}${String(address)}`, options);

function done(what: string, holds: boolean): void {
  if (!holds) throw new Error(what);
  console.log(what);
}

function first<T>(found: T[]): T {
  if (!found[0]) throw new Error('nothing found');
  return found[0];
}

/** The data of an answer that is no problem. */
async function data<A extends { status: number; data: unknown }>(call: Promise<A>): Promise<Extract<A, { status: 200 | 201 }>['data']> {
  const answer = await call;
  if (answer.status !== 200 && answer.status !== 201) throw new Error(JSON.stringify(answer.data));
  return answer.data;
}

done('a stranger is refused', (await portal.meRetrieve()).status === 401);
const login = await data(portal.sessionCreate({ access_token: TOKEN }));
const mine = { headers: { Authorization: `Bearer ${login.token}` } };
done('log in', (await data(portal.meRetrieve(mine))).name !== '');

const card = first((await data(portal.proceduresList({ search: 'căn cước' }))).results);
done('look up a procedure', (await data(portal.proceduresRetrieve(card.id))).id === card.id);

const dossiers = (await data(portal.dossiersList(undefined, mine))).results;
const { code } = first(dossiers);
done('check a dossier', (await data(portal.dossiersLookupCreate({ code, phone_last4: '0001' }))).code === code);

const asked = await data(portal.questionsCreate({ text: 'Đăng ký tạm trú cần giấy tờ gì?', field: 'cutru' }, mine));
done('ask', asked.messages.length === 1);

const { ticket } = await data(portal.evidenceTicketCreate());
const sent = await data(portal.evidenceCreateWithFormData({ files: [picture] }, { ticket }));
const receipt = await data(
  portal.reportsCreate({
    kind: 'traffic_violation',
    identity: 'anonymous',
    words: 'Xe con vượt đèn đỏ ở ngã tư Hùng Vương.',
    occurred_from: '2026-11-24T00:30:00Z',
    place: { words: 'Ngã tư Hùng Vương' },
    plates: ['19A-123.45'],
    evidence: sent.files.map((file) => file.id),
    evidence_ticket: ticket,
  }),
);
const { report } = await data(portal.reportsLookupCreate({ number: receipt.number, secret_code: receipt.secret_code ?? '' }));
done('report anonymously with a file', report.evidence.length === 1);

let upload = await data(portal.evidenceUploadsCreate({ size: picture.size, picker: 'file' }, undefined, mine));
while (!upload.file) {
  const part = picture.slice(upload.offset, upload.offset + MEGABYTE);
  const headers = { ...mine.headers, 'Upload-Offset': `${upload.offset}` };
  upload = await data(portal.evidenceUploadsPartialUpdateWithBlob(upload.id, part, undefined, { headers }));
}
done('upload in parts', upload.offset === picture.size);

const finished = first(dossiers.filter((one) => one.status.code === 'completed'));
done('rate', (await data(portal.dossiersRatingUpdate(finished.code, { overall: 5 }, mine))).overall === 5);

const news = first((await data(portal.announcementsList())).results);
const feed = await data(portal.feedAtom());
done('read announcements', (await data(portal.announcementsRetrieve(news.slug))).html !== '' && feed.includes(news.title));

const queue = first((await data(portal.receptionQueuesList({ office: 'ca-phuong-thanh-mieu' }))).queues).id;
const { days } = await data(portal.receptionWindowsList(queue));
const { begins_at } = first(days.flatMap((day) => day.windows).filter((one) => one.left !== 'no').slice(1));
done('book a number', (await data(portal.receptionNumbersCreate({ queue, begins_at, people: 1 }, mine))).label !== '');

const kept = await data(portal.meExportRetrieve(mine));
const erased = await data(portal.meDestroy(mine));
done('export and delete own data', Object.keys(kept.parts).length > 0 && erased.deleted.length > 0);
