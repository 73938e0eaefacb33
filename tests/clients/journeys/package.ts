/** Ten things that a citizen does, with the package: PORTAL is the service's address, FILE a picture. */
import { readFileSync } from 'node:fs';

import { answer, ApiError, createPortal, idempotencyKey } from 'police-portal-client';

const { PORTAL = '', FILE = '', TOKEN = '' } = process.env;
let session: string | undefined;
const mine = createPortal({ baseUrl: PORTAL, token: () => session });
const anyone = createPortal({ baseUrl: PORTAL });
const picture = new Blob([new Uint8Array(readFileSync(FILE))], { type: 'image/jpeg' });
const MEGABYTE = 1024 * 1024;

function done(what: string, holds: boolean): void {
  if (!holds) throw new Error(what);
  console.log(what);
}

/** What is asked for is there, or the journey ends. */
function first<T>(found: T[] | undefined): T {
  if (!found?.[0]) throw new Error('nothing found');
  return found[0];
}

async function refused(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => '',
    (error) => (error instanceof ApiError ? error.code : String(error)),
  );
}

done('a stranger is refused', (await refused(answer(mine.GET('/api/v1/me/')))) === 'unauthenticated');
session = (await answer(anyone.POST('/api/v1/session/', { body: { access_token: TOKEN } }))).token;
done('log in', (await answer(mine.GET('/api/v1/me/'))).name !== '');

const cards = await answer(anyone.GET('/api/v1/procedures/', { params: { query: { search: 'căn cước' } } }));
const procedure = await answer(anyone.GET('/api/v1/procedures/{key}/', { params: { path: { key: first(cards.results).id } } }));
done('look up a procedure', procedure.id === first(cards.results).id);

const dossiers = (await answer(mine.GET('/api/v1/dossiers/'))).results;
const looked = await answer(anyone.POST('/api/v1/dossiers/lookup/', { body: { code: first(dossiers).code, phone_last4: '0001' } }));
done('check a dossier', looked.code === first(dossiers).code);

const asked = await answer(
  mine.POST('/api/v1/questions/', {
    params: { header: { 'Idempotency-Key': idempotencyKey() } },
    body: { text: 'Đăng ký tạm trú cần giấy tờ gì?', field: 'cutru' },
  }),
);
done('ask', asked.messages.length === 1);

const { ticket } = await answer(anyone.POST('/api/v1/evidence/ticket/'));
const sent = await answer(anyone.POST('/api/v1/evidence/', { params: { query: { ticket } }, body: { files: [picture] } }));
const receipt = await answer(
  anyone.POST('/api/v1/reports/', {
    body: {
      kind: 'traffic_violation',
      identity: 'anonymous',
      words: 'Xe con vượt đèn đỏ ở ngã tư Hùng Vương.',
      occurred_from: '2026-11-24T00:30:00Z',
      place: { words: 'Ngã tư Hùng Vương' },
      plates: ['19A-123.45'],
      evidence: sent.files.map((file) => file.id),
      evidence_ticket: ticket,
    },
  }),
);
const body = { number: receipt.number, secret_code: receipt.secret_code ?? '' };
const report = (await answer(anyone.POST('/api/v1/reports/lookup/', { body }))).report;
done('report anonymously with a file', report.evidence.length === 1);

let upload = await answer(mine.POST('/api/v1/evidence/uploads/', { body: { size: picture.size, picker: 'file' } }));
while (!upload.file) {
  upload = await answer(
    mine.PATCH('/api/v1/evidence/uploads/{upload_id}/', {
      params: { path: { upload_id: upload.id }, header: { 'Upload-Offset': upload.offset } },
      headers: { 'Content-Type': 'application/octet-stream' },
      body: picture.slice(upload.offset, upload.offset + MEGABYTE),
    }),
  );
}
done('upload in parts', upload.offset === picture.size);

const finished = first(dossiers.filter((one) => one.status.code === 'completed'));
const rating = await answer(mine.PUT('/api/v1/dossiers/{code}/rating/', { params: { path: { code: finished.code } }, body: { overall: 5 } }));
done('rate', rating.overall === 5);

const news = await answer(anyone.GET('/api/v1/announcements/'));
const read = await answer(anyone.GET('/api/v1/announcements/{slug}/', { params: { path: { slug: first(news.results).slug } } }));
const feed = await answer(anyone.GET('/api/v1/feeds/announcements.atom', { parseAs: 'text' }));
done('read announcements', read.html !== '' && feed.includes(read.title));

const { queues } = await answer(anyone.GET('/api/v1/reception/queues/', { params: { query: { office: 'ca-phuong-thanh-mieu' } } }));
const queue = first(queues).id;
const { days } = await answer(anyone.GET('/api/v1/reception/queues/{queue_id}/windows/', { params: { path: { queue_id: queue } } }));
const begins_at = first(days.flatMap((day) => day.windows).filter((one) => one.left !== 'no').slice(1)).begins_at;
const number = await answer(mine.POST('/api/v1/reception/numbers/', { body: { queue, begins_at, people: 1 } }));
done('book a number', number.label !== '');

const kept = await answer(mine.GET('/api/v1/me/export/'));
const erased = await answer(mine.DELETE('/api/v1/me/'));
done('export and delete own data', Object.keys(kept.parts).length > 0 && erased.deleted.length > 0);
