import { Command, Option } from 'commander';
import { EnginePlacing } from '../captions/engine-placing.js';
import { migrationsDirectory } from '../config/paths.js';
import { DeviceRegistry } from '../devices/device-registry.js';
import type { DoctorReport } from '../doctor/check.js';
import { examine } from '../doctor/examine.js';
import { engineProgram } from '../engine/engine-process.js';
import type { Language } from '../errors/wording.js';
import { preferredLanguage } from '../messages/language.js';
import { readCalibration } from '../model/calibration/calibration-files.js';
import { ModelPackages } from '../model/library/model-packages.js';
import { dataDirectoryAt } from '../storage/data-directory.js';
import { chooseModel, libraryOf, modelSource, withModel } from './chosen-model.js';
import { doctorJson, doctorText } from './doctor-output.js';
import { profileToExamine } from './doctor-profile.js';
import { createLog } from '../logging/create-log.js';
import {
  addSwitch,
  dataOption,
  hostOption,
  knownVariables,
  modelOption,
  portOption,
  threadsOption,
} from './options.js';
import { addProfileOptions, profileOverrides } from './profile-options.js';
import { captionForTrial } from './trial-caption.js';

interface DoctorArguments {
  readonly data: string;
  readonly model?: string;
  readonly host: string;
  readonly port: number;
  readonly threads: number;
  readonly profile?: string;
  readonly json: boolean;
  readonly lang?: Language;
}

export function doctorCommand(): Command {
  const command = new Command('doctor')
    .description(
      'check everything that `serve` needs with the same options, and say what to do; changes nothing',
    )
    .addOption(hostOption())
    .addOption(portOption())
    .addOption(dataOption())
    .addOption(modelOption())
    .addOption(threadsOption())
    .addOption(
      new Option('--profile <name>', 'profile to check; the active one when absent').env(
        'OFA_CAPTION_PROFILE',
      ),
    )
    .addOption(
      new Option(
        '--lang <language>',
        'language of the report; as LC_ALL, LC_MESSAGES or LANG say when absent',
      )
        .env('OFA_CAPTION_LANG')
        .choices(['en', 'zh']),
    )
    .addHelpText(
      'after',
      `
Examples:
  ofa-caption doctor
  ofa-caption doctor --profile production --lang zh
  FORCE_CUDA=1 ofa-caption doctor --json > report.json

Exit status: 0 nothing failed (warnings may be there), 1 something failed, 2 wrong usage.`,
    )
    .action(doctor);
  addSwitch(command, {
    flag: '--json',
    description: 'print the report as JSON, as the query `doctor` answers it',
    default: false,
  });
  return addProfileOptions(command);
}

async function doctor(options: DoctorArguments, command: Command): Promise<void> {
  const language = options.lang ?? languageOfUser(process.env);
  const report = await examineMachine(options, command);
  const coloured = process.stdout.isTTY && process.stdout.hasColors();
  process.stdout.write(options.json ? doctorJson(report, language) : doctorText(report, language, coloured));
  if (!report.ok) process.exitCode = 1;
}

async function examineMachine(options: DoctorArguments, command: Command): Promise<DoctorReport> {
  const { threads, host, port } = options;
  const directory = dataDirectoryAt(options.data);
  const library = libraryOf(directory);
  const chosen = await chooseModel({ model: options.model, modelSource: modelSource(command) }, library);
  const overrides = withModel(profileOverrides(command), chosen);
  const devices = await DeviceRegistry.open();
  try {
    const profile = await profileToExamine(directory, options.profile, devices, overrides);
    const log = createLog('silent');
    const { graphs } = directory;
    const placing = new EnginePlacing({
      graphs,
      data: directory.root,
      threads,
      program: engineProgram,
      devices,
      planAlways: false,
      log,
    });
    return await examine({
      environment: process.env,
      knownVariables: knownVariables(command.parent ?? command),
      devices,
      directory,
      migrations: migrationsDirectory,
      modelDirectory: await new ModelPackages(library, chosen).directoryOf(profile.model),
      profile,
      overrides,
      address: { host, port, own: false },
      largestDatabase: Infinity,
      plan: (model, wanted) => placing.knownPlan(model, wanted),
      quantisation: (model) => readCalibration(model, directory.root),
      proof: {
        kind: 'CAPTION',
        caption: (model) => captionForTrial(model, { profile, devices, directory, threads, log }),
      },
    });
  } finally {
    devices.close();
  }
}

/** POSIX, "Internationalization Variables": the first that is set decides; `zh_CN.UTF-8` is `zh-CN`. */
function languageOfUser(environment: NodeJS.ProcessEnv): Language {
  const names = ['LC_ALL', 'LC_MESSAGES', 'LANG'];
  const locale = names.map((name) => environment[name] ?? '').find((value) => value !== '') ?? '';
  return preferredLanguage(locale.split(/[.@]/)[0]?.replace('_', '-'));
}
