variable "name" {
  description = "The repository's name."
  type        = string
}

variable "images_kept" {
  description = "How many images are kept to go back to."
  type        = number
  default     = 30
}
