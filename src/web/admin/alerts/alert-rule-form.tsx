import { useId, useRef, useState, type ReactNode } from 'react';
import type { RequestError } from '../../api/request-error.js';
import { Button } from '../../components/button.js';
import { ErrorNotice } from '../../components/notice.js';
import { Select } from '../../components/select.js';
import { TextField } from '../../components/text-field.js';
import {
  PageUpdateAlertRuleDocument,
  type PageAlertRuleFragment,
  type Severity,
} from '../../generated/graphql.js';
import { useFormats } from '../../i18n/formats.js';
import { useMessages } from '../../i18n/messages.js';
import { useChange } from '../use-change.js';
import { alertsMessages } from './messages/tables.js';
import {
  readNumber,
  readThreshold,
  secondsRule,
  thresholdRange,
  thresholdRules,
  thresholdText,
  type ThresholdRule,
} from './rule-thresholds.js';
import { ruleWords } from './rule-words.js';

const anyNumber: ThresholdRule = { unit: 'COUNT', min: -Infinity, max: Infinity, integer: false };
const severities: readonly Severity[] = ['WARNING', 'CRITICAL'];

/** A rule: what is watched, from where on it is bad, for how long, and how bad. */
export function AlertRuleForm({ rule }: { readonly rule: PageAlertRuleFragment }): ReactNode {
  const words = useMessages(alertsMessages);
  const id = useId();
  const element = useRef<HTMLFormElement>(null);
  const { label, threshold: thresholdLabel, seconds: secondsLabel } = ruleWords(words, rule.name);
  const form = useRuleForm(rule);
  const submit = async (): Promise<void> => {
    if (await form.save(words.saved(label))) return;
    requestAnimationFrame(() => {
      element.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
    });
  };
  return (
    <form
      ref={element}
      className="rule"
      aria-labelledby={id}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div className="rule-head">
        <h3 id={id} className="alert-name">
          {label}
        </h3>
        <label className="switch">
          <input
            type="checkbox"
            role="switch"
            checked={form.enabled}
            onChange={({ target }) => {
              form.setEnabled(target.checked);
            }}
          />
          <span>{words.enabled}</span>
        </label>
      </div>
      <TextField
        label={thresholdLabel}
        inputMode="decimal"
        autoComplete="off"
        value={form.threshold}
        problem={form.thresholdProblem}
        onText={form.setThreshold}
      />
      <TextField
        label={secondsLabel}
        inputMode="numeric"
        autoComplete="off"
        value={form.seconds}
        problem={form.secondsProblem}
        onText={form.setSeconds}
      />
      <Select
        label={words.severity}
        value={form.severity}
        choices={severities.map((value) => ({ value, label: words.severities[value] }))}
        onChange={form.setSeverity}
      />
      <Button
        className="rule-save"
        submits
        aria-label={`${words.save}: ${label}`}
        disabled={!form.changed && !form.waiting}
        waiting={form.waiting}
      >
        {form.waiting ? words.saving : words.save}
      </Button>
      {form.refusal !== null && <ErrorNotice error={form.refusal} />}
    </form>
  );
}

function useRuleForm(rule: PageAlertRuleFragment) {
  const words = useMessages(alertsMessages);
  const { number } = useFormats();
  const traits = thresholdRules[rule.name] ?? anyNumber;
  const [threshold, setThreshold] = useState(thresholdText(traits, rule.threshold));
  const [seconds, setSeconds] = useState(String(rule.seconds));
  const [severity, setSeverity] = useState(rule.severity);
  const [enabled, setEnabled] = useState(rule.enabled);
  const [refusal, setRefusal] = useState<RequestError | null>(null);
  const { waiting, send } = useChange(PageUpdateAlertRuleDocument);
  const read = { threshold: readThreshold(traits, threshold), seconds: readNumber(seconds, secondsRule) };
  const range = thresholdRange(traits);
  const changes = {
    ...(read.threshold === rule.threshold ? {} : { threshold: read.threshold }),
    ...(read.seconds === rule.seconds ? {} : { seconds: read.seconds }),
    ...(severity === rule.severity ? {} : { severity }),
    ...(enabled === rule.enabled ? {} : { enabled }),
  };
  const outside = (ends: { readonly min: number; readonly max: number }): string =>
    words.outOfRange(number(ends.min, 6), number(ends.max, 6));
  return {
    threshold,
    setThreshold,
    thresholdProblem: read.threshold === null ? outside(range) : null,
    seconds,
    setSeconds,
    secondsProblem: read.seconds === null ? outside(secondsRule) : null,
    severity,
    setSeverity,
    enabled,
    setEnabled,
    waiting,
    refusal,
    changed: Object.keys(changes).length > 0,
    /** @returns whether it was saved */
    save: async (done: string): Promise<boolean> => {
      if (read.threshold === null || read.seconds === null) return false;
      const { error } = await send({ name: rule.name, input: changes }, done);
      setRefusal(error);
      return error === null;
    },
  };
}
