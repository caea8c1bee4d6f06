package io.guildhall.error.web;

import io.guildhall.error.ErrorCode;
import io.guildhall.error.Problem;
import io.guildhall.error.ProblemBody;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/// What Tomcat refuses before any of our code sees it, such as an address with a NUL, in the same shape as all others.
///
/// Tomcat makes the object itself, by the name of the class, and therefore both are public.
public final class ContainerErrors extends ErrorReportValve {
    public ContainerErrors() {}

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        ErrorCode code = RequestErrors.codeFor(status);
        byte[] body = JsonMapper.shared()
                .writeValueAsBytes(
                        ProblemBody.Envelope.of(List.of(Problem.of(code, null, "the address is malformed"))));
        try {
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException | IllegalStateException gone) {
            // the client has hung up, or somebody has begun to answer: there is nobody left to tell
            response.setSuspended(true);
        }
    }
}
