import type { CheckStatus, DoctorCheck, DoctorReport } from '../../doctor/check.js';
import { builder } from '../builder.js';

const descriptions: Readonly<Record<CheckStatus, string>> = {
  PASS: 'As it should be.',
  WARN: 'It works, but not as well as it could, or not for long.',
  FAIL: 'It does not work before this is put right.',
  SKIP: 'There was nothing to look at; `detail` says why.',
};

const CheckStatusType = builder.enumType('CheckStatus', {
  description: 'What came out of a check.',
  values: Object.fromEntries(
    Object.entries(descriptions).map(([status, description]) => [status, { description }]),
  ) as Record<CheckStatus, { description: string }>,
});

const DoctorCheckType = builder.objectRef<DoctorCheck>('DoctorCheck').implement({
  description: 'One thing that was looked at.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Stable name, for programs: `disk-space`.' }),
    group: t.exposeString('group', {
      description:
        '`system`, `environment`, `device`, `model`, `profile`, `memory`, `storage`, `network` or `engine`.',
    }),
    status: t.expose('status', { type: CheckStatusType, description: 'What came out of it.' }),
    detail: t.string({
      description: 'What was found, with the numbers, in the language of the client.',
      resolve: ({ detail }, _args, { language }) => detail[language],
    }),
    fix: t.string({
      nullable: true,
      description: 'What to do, in the language of the client; null where nothing has to be done.',
      resolve: ({ fix }, _args, { language }) => fix?.[language] ?? null,
    }),
  }),
});

export const DoctorReportType = builder.objectRef<DoctorReport>('DoctorReport').implement({
  description: 'Everything that was looked at.',
  fields: (t) => ({
    ok: t.exposeBoolean('ok', { description: 'Whether no check failed; warnings do not count.' }),
    checks: t.field({
      type: [DoctorCheckType],
      description: 'All checks, those of a group together.',
      resolve: ({ checks }) => [...checks],
    }),
  }),
});
