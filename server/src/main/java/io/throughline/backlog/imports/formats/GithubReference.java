package io.throughline.backlog.imports.formats;

import tools.jackson.databind.JsonNode;

/**
 * An issue of GitHub by repository and number.
 *
 * @param repository {@code owner/name}, empty if the file does not tell
 * @param number 0 if the file does not tell
 */
record GithubReference(String repository, long number) {

    static GithubReference of(JsonNode issue) throws RefusedRowException {
        String url = JsonFields.firstText(issue, "repository_url", "html_url", "url");
        String repository = url == null ? "" : repositoryOf(url);
        String named = JsonFields.firstText(issue.path("repository"), "full_name", "nameWithOwner");
        if (named != null) {
            repository = named;
        }
        JsonNode number = issue.path("number");
        return new GithubReference(repository, number.isIntegralNumber() ? number.asLong(0) : 0);
    }

    /** {@code https://github.com/octo/shop/issues/7}, or the same in the API. */
    static GithubReference ofUrl(String url) {
        String last = url.substring(url.lastIndexOf('/') + 1);
        boolean number = !last.isEmpty() && last.length() < 18 && last.chars().allMatch(Character::isDigit);
        return new GithubReference(repositoryOf(url), number ? Long.parseLong(last) : 0);
    }

    private static String repositoryOf(String url) {
        int repos = url.indexOf("/repos/");
        int scheme = url.indexOf("://");
        int path = repos >= 0 ? repos + "/repos/".length() : url.indexOf('/', scheme < 0 ? 0 : scheme + 3) + 1;
        String[] parts = url.substring(path).split("/", 3);
        return parts.length < 2 ? "" : parts[0] + "/" + parts[1];
    }

    GithubReference inRepositoryOf(GithubReference other) {
        return repository.isEmpty() ? new GithubReference(other.repository(), number) : this;
    }

    String id() {
        return repository + "#" + number;
    }

    String key() {
        return repository.substring(repository.indexOf('/') + 1) + "#" + number;
    }
}
