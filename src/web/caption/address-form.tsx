import { useState, type ReactNode } from 'react';
import { Button } from '../components/button.js';
import { TextField } from '../components/text-field.js';
import { useMessages } from '../i18n/messages.js';
import { captionMessages } from './messages/tables.js';

/** Whether a text may be the address of a picture that the server can fetch. */
export function isPictureAddress(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}

/** Takes the address of a picture on the network. */
export function AddressForm({ onAddress }: { readonly onAddress: (url: string) => void }): ReactNode {
  const words = useMessages(captionMessages);
  const [address, setAddress] = useState('');
  const [wrong, setWrong] = useState(false);
  const add = (): void => {
    const text = address.trim();
    setWrong(!isPictureAddress(text));
    if (!isPictureAddress(text)) return;
    onAddress(text);
    setAddress('');
  };
  return (
    <form
      className="address-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <TextField
        label={words.address}
        labelHidden
        type="url"
        inputMode="url"
        placeholder={words.addressPlaceholder}
        value={address}
        problem={wrong ? words.notAnAddress : null}
        onText={(text) => {
          setAddress(text);
          setWrong(false);
        }}
      />
      <Button submits>{words.addAddress}</Button>
    </form>
  );
}
