package io.guildhall.cli.work;

import io.guildhall.cli.command.Environment;
import io.guildhall.cli.service.Answer;
import io.guildhall.cli.service.Call;
import io.guildhall.cli.service.Service;
import io.guildhall.cli.terminal.Output;
import io.guildhall.cli.work.ServiceOptions.Format;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What a command works with: the service, the streams, and the format that was asked for.
public record Workplace(Environment environment, Service service, Format format) {
    public Output output() {
        return environment.output();
    }

    public boolean json() {
        return format == Format.json;
    }

    /// The answer to a read, as the till; failures of any kind end the command.
    public JsonNode read(String path, Map<String, String> query) throws InterruptedException {
        return service.send(Call.get(path).with(query)).orRefuse().json();
    }

    /// The source to look for people in, unless the command names one: the profile's, else all.
    public String source() {
        String source = service.settings().source();
        return source == null ? "ALL" : source;
    }

    public Answer send(Call call) throws InterruptedException {
        return service.send(call);
    }
}
