import { Command } from 'commander';
import { calibrateCommand } from './calibrate.js';
import { defaultCommand } from './default.js';
import { importCommand } from './import.js';
import { listCommand } from './list.js';
import { removeCommand } from './remove.js';
import { verifyCommand } from './verify.js';

export function modelsCommand(): Command {
  return new Command('models')
    .description('the models of a data directory: bring them in, look at them, choose one, prepare them')
    .addCommand(importCommand())
    .addCommand(listCommand())
    .addCommand(verifyCommand())
    .addCommand(removeCommand())
    .addCommand(defaultCommand())
    .addCommand(calibrateCommand());
}
