import { type SubmitEvent } from 'react';

/** The text of a form field; a missing field is empty. */
export function formText(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

/** A submit handler that hands over the fields and keeps what was typed, unlike a form action. */
export function submitting(send: (form: FormData) => void) {
  return (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    send(new FormData(event.currentTarget));
  };
}
