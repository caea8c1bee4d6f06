package io.guildhall.cli.work;

import io.guildhall.cli.command.CommandFailure;
import io.guildhall.cli.command.Environment;
import io.guildhall.cli.command.ExitCode;
import io.guildhall.cli.service.Service;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/// A command that talks to a service.
public abstract class ServiceCommand implements Callable<Integer> {
    @Mixin
    private final ServiceOptions options = new ServiceOptions();

    @Mixin
    private final HelpOption help = new HelpOption();

    private final Environment environment;

    protected ServiceCommand(Environment environment) {
        this.environment = environment;
    }

    /// @throws CommandFailure where it is less
    protected static int atLeastOne(int number, String option) {
        if (number < 1) {
            throw new CommandFailure(ExitCode.USAGE, option + " has to be 1 or more.");
        }
        return number;
    }

    /// @throws CommandFailure where it cannot be done
    protected abstract ExitCode run(Workplace place) throws InterruptedException;

    @Override
    public final Integer call() throws InterruptedException {
        try (Service service = new Service(options.settings(environment), environment.output(), options.debug())) {
            return run(new Workplace(environment, service, options.output())).number();
        }
    }
}
