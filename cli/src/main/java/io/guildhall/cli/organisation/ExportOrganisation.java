package io.guildhall.cli.organisation;

import io.guildhall.cli.command.Environment;
import io.guildhall.cli.command.ExitCode;
import io.guildhall.cli.service.Call;
import io.guildhall.cli.work.ServiceCommand;
import io.guildhall.cli.work.Workplace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        header = "write the document of an organisation",
        description = {
            "Writes the document as it is stored to standard output, in JSON whatever --output says, ready to be kept"
                    + " under version control and applied elsewhere. There is no secret in it: those never leave the"
                    + " service."
        },
        footer = {"guildhall org export acme > acme.json"})
final class ExportOrganisation extends ServiceCommand {
    @Parameters(paramLabel = "CODE", description = "Code of the organisation.")
    private String code = "";

    ExportOrganisation(Environment environment) {
        super(environment);
    }

    @Override
    protected ExitCode run(Workplace place) throws InterruptedException {
        Call call = Call.get("/admin/v1/orgs/" + Call.segment(code)).as(Call.Who.OPERATOR);
        place.output().json(place.send(call).orRefuse().json());
        return ExitCode.DONE;
    }
}
