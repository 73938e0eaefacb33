import { useState } from 'react';

import { ApiError } from '../../api/problems';
import type { UploadedPhoto } from '../../api/queries/photos';
import { agreeToPhotos, photoAddress, photoConsent, readUpload } from '../../api/queries/photos';
import { Button, Dialog, ErrorBox, Login, Notice } from '../../kit';
import { useWords } from '../../words';
import { isInside, zalo } from '../../zalo';
import { useAction } from '../action';
import { MOST_PHOTOS } from './message';

interface Props {
  photos: UploadedPhoto[];
  onChange: (photos: UploadedPhoto[]) => void;
}

type Asked = { version: string; title: string; text: string };

/** Photos of a message. Log-in and consent are requested with the first one; photos are optional. */
export function Photos({ photos, onChange }: Props) {
  const words = useWords().ask;
  const [asked, setAsked] = useState<Asked | null>(null);
  const [needsLogin, setNeedsLogin] = useState(false);
  const [address, setAddress] = useState('');
  const [told, setTold] = useState('');

  const add = useAction(async (version?: string) => {
    setTold('');
    setAsked(null);
    try {
      if (version) await agreeToPhotos(version);
      const ready = address || (await photoAddress());
      // Slow networks: browsers open files only right after a tap, so one more is needed.
      if (!isInside && navigator.userActivation?.isActive === false) return setAddress(ready);
      setAddress('');
      await choose(ready);
    } catch (failure) {
      await wayOn(failure);
    }
  });

  async function wayOn(failure: unknown) {
    const { kind, code } = failure instanceof ApiError ? failure : { kind: '', code: '' };
    if (kind === 'login_needed') return setNeedsLogin(true);
    if (code !== 'photo_consent_missing') throw failure;
    const { version, consent } = await photoConsent();
    setAsked({ version, title: consent?.title ?? words.addPhoto, text: consent?.text ?? '' });
  }

  async function choose(ready: string) {
    const answered = await zalo.sendPhotos(ready, MOST_PHOTOS - photos.length).catch(() => ({}));
    if (answered === null) return setTold(words.noPhoto);
    const read = readUpload(answered);
    if ('refused' in read) return setTold(`${read.refused || words.photoFailed} ${words.noPhotoNeeded}`);
    onChange([...photos, ...read.photos].slice(0, MOST_PHOTOS));
  }

  return (
    <div className="stack">
      {photos.length > 0 && (
        <ul className="photos" aria-label={words.photos}>
          {photos.map((photo, place) => (
            <li key={photo.name}>
              <img src={photo.url} alt={words.photo(place + 1)} />
              <Button look="quiet" onClick={() => onChange(photos.filter((other) => other !== photo))}>
                {words.removePhoto(place + 1)}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {told && (
        <Notice tone="warning" live>
          {told}
        </Notice>
      )}
      {add.error !== null && <ErrorBox error={add.error} />}
      {needsLogin && (
        <Login
          reason={words.photoWhy}
          onDone={() => {
            setNeedsLogin(false);
            void add.run();
          }}
        />
      )}
      {photos.length < MOST_PHOTOS && !needsLogin && (
        <Button icon="camera" busy={add.busy} onClick={() => void add.run()}>
          {address ? words.choosePhoto : words.addPhoto}
        </Button>
      )}
      {asked && (
        <Dialog
          title={asked.title}
          onClose={() => {
            setAsked(null);
            setTold(words.noPhoto);
          }}
        >
          <p>{asked.text}</p>
          <Button look="strong" onClick={() => void add.run(asked.version)}>
            {words.agree}
          </Button>
        </Dialog>
      )}
    </div>
  );
}
