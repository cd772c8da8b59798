"""The plain site's tables."""

from django.db import models
from django.urls import reverse

from stories import prompts

HARM = [("none", "None"), ("some", "Some"), ("moderate", "Moderate"), ("serious", "Serious"), ("unknown", "Unknown")]


class Topic(models.Model):
    name, slug = models.CharField(max_length=100), models.SlugField(unique=True)


class Story(models.Model):
    ref = models.CharField(max_length=10, unique=True)
    title, body = models.CharField(max_length=90), models.TextField()
    published_on = models.DateField(db_index=True)
    is_public = models.BooleanField(default=False)
    event = models.CharField(max_length=20, choices=prompts.names(prompts.EVENTS))
    second_event = models.CharField(max_length=20, choices=prompts.names(prompts.EVENTS), blank=True)
    profession = models.CharField(max_length=20, choices=prompts.names(prompts.PROFESSIONS))
    setting = models.CharField(max_length=20, choices=prompts.names(prompts.SETTINGS))
    harm = models.CharField(max_length=10, choices=HARM)
    disguise = models.CharField(max_length=10, choices=prompts.names(prompts.DISGUISES))
    wishes = models.JSONField(default=list)
    topics = models.ManyToManyField(Topic)

    class Meta:
        ordering = ["-published_on", "-id"]

    def get_absolute_url(self):
        return reverse("story", args=[self.ref])


class Voice(models.Model):
    story, pen_name = models.ForeignKey(Story, models.CASCADE), models.CharField(max_length=40)


class Comment(models.Model):
    story, voice = models.ForeignKey(Story, models.CASCADE), models.ForeignKey(Voice, models.CASCADE)
    parent = models.ForeignKey("self", models.CASCADE, null=True)
    number = models.PositiveIntegerField(null=True)
    body, published_on = models.TextField(), models.DateField(null=True)
    is_public = models.BooleanField(default=False)
    reply_type = models.CharField(max_length=12, choices=prompts.names(prompts.REPLY_TYPES))
    speaks_as = models.CharField(max_length=8, choices=prompts.names(prompts.SPEAKS_AS))

    class Meta:
        ordering = ["number"]
