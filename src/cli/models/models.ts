import { Command } from 'commander';
import { calibrateCommand } from './calibrate.js';
import { pullCommand } from './pull.js';

export function modelsCommand(): Command {
  return new Command('models')
    .description('prepare models for the server')
    .addCommand(pullCommand())
    .addCommand(calibrateCommand());
}
