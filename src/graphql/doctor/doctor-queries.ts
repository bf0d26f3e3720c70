import { builder } from '../builder.js';
import { DoctorReportType } from './doctor-report.js';

builder.queryField('doctor', (t) =>
  t.field({
    type: DoctorReportType,
    authScopes: { admin: true },
    description:
      'What is right and wrong with this server and its machine: system, devices, model, profile, memory, storage, network. A report is shared by all who ask within five seconds.',
    resolve: (_root, _args, { doctor }) => doctor.now(),
  }),
);
